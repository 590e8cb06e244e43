package parfocal.report;

/// The look of a report's page: it needs nothing beside it, follows the reader's choice of light or dark, and can be printed.
final class PageStyle {
    static final String CSS =
            """
            :root { color-scheme: light dark; --ground: #fff; --ink: #1c2127; --faint: #5b6570; --line: #d5dae0; --good: #0a6b4f; --bad: #a3313b; }
            @media (prefers-color-scheme: dark) { :root { --ground: #14171b; --ink: #dfe4ea; --faint: #9aa5b1; --line: #333b44; --good: #5fcfa9; --bad: #ff949c; } }
            body { margin: 0 auto; padding: 1.5rem 1rem 4rem; max-width: 62rem; background: var(--ground); color: var(--ink);
              font: 16px/1.5 system-ui, "DejaVu Sans", "Segoe UI", Helvetica, Arial, sans-serif; }
            h1 { font-size: 1.5rem; margin: 0 0 .25rem; } h2 { font-size: 1.15rem; margin: 2.2rem 0 .5rem; }
            p { margin: .35rem 0; } .faint { color: var(--faint); }
            .verdict { font-size: 1.15rem; border-left: .35rem solid; padding: .3rem .8rem; margin: 1rem 0; }
            .accepted { border-color: var(--good); } .accepted b { color: var(--good); }
            .refused { border-color: var(--bad); } .refused b { color: var(--bad); }
            .curve svg, .tilt svg { width: 100%; height: auto; } .tilt { max-width: 32rem; }
            ol.story { padding-left: 2.2rem; } ol.story li { margin: .3rem 0; } ol.story small { display: block; color: var(--faint); }
            .wide { overflow-x: auto; } table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
            caption { text-align: left; color: var(--faint); padding: .2rem 0; }
            @media (min-width: 48rem) { caption { white-space: nowrap; } }
            th, td { text-align: right; padding: .15rem .7rem .15rem 0; border-bottom: 1px solid var(--line); font-weight: normal; white-space: nowrap; }
            thead th { color: var(--faint); } td:last-child, thead th:last-child { text-align: left; }
            .frames { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(18rem, 1fr)); }
            figure { margin: 0; } figcaption { color: var(--faint); font-size: .9rem; }
            svg.frame { width: 100%; height: auto; background: #14171b; }
            svg.frame rect { fill: none; stroke: #62d8a4; stroke-width: 1.2; }
            svg.frame text { fill: #62d8a4; font-size: 11px; text-anchor: middle; paint-order: stroke; stroke: #000; stroke-width: 2px; }
            @media print { .frames { grid-template-columns: repeat(2, 1fr); } figure, tr { break-inside: avoid; } }
            """;

    private PageStyle() {}
}
