#!/usr/bin/env bash
# Takes the pictures in this folder anew, of the page as it is now. Wants Chromium (apt install chromium).
set -euo pipefail
cd "$(dirname "$0")/../.."
mvn -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/test.classpath -Dmdep.includeScope=test
java=java
for jdk in "${JAVA25_HOME:-}" /usr/lib/jvm/*; do
    if [ -n "$jdk" ] && grep -qs '^JAVA_VERSION="25' "$jdk/release"; then java=$jdk/bin/java; break; fi
done
exec "$java" --enable-native-access=ALL-UNNAMED -Djava.awt.headless=true \
    -cp "target/classes:target/test-classes:$(cat target/test.classpath)" parfocal.server.panel.PanelPictures docs/panel
