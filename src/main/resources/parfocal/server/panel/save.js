// Files that the browser keeps: a table, a picture, a text.

function save(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}

/** What the hub answers there, as the browser gets it. */
export function saveUrl(address, name) {
  const link = document.createElement("a");
  link.href = address;
  link.download = name;
  link.click();
}

export function saveText(text, name, type = "text/plain") {
  save(new Blob([text], {type}), name);
}

/** Exactly what the SVG shows. */
export async function savePng(svg, name, width, height) {
  const source = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(svg)], {type: "image/svg+xml"}));
  const image = new Image(width, height);
  image.src = source;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(source);
  canvas.toBlob((blob) => save(blob, name), "image/png");
}

/** A time for file names: 2026-11-21T2304. */
export function stamp() {
  return new Date().toLocaleString("sv").slice(0, 16).replace(" ", "T").replace(":", "");
}
