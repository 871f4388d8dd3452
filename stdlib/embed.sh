#!/bin/bash
# embed.sh          writes StandardLibrary.swift: the library's modules as text, so that the binary needs no files
# embed.sh --check  fails if that file is not what the modules make it
set -euo pipefail
cd "$(dirname "$0")"
out=$(mktemp); trap 'rm -f "$out"' EXIT
{
  echo "// swift-format-ignore-file"
  echo "// Made by stdlib/embed.sh from the .payung files beside it: change those, then run it again."
  echo
  echo "/// The library's modules, as text in the binary."
  echo "public enum StandardLibrary {"
  echo
  echo "  /// Each module's name, as in \`use jamsostek.contributions\`, and its source."
  echo "  public static let modules: [(name: String, source: String)] = ["
  find . -name '*.payung' -not -path './tests/*' | LC_ALL=C sort | while read -r file; do
    name=${file#./}; name=${name%.payung}; name=${name//\//.}
    printf '    (\n      name: "%s",\n      source: ####"""\n' "$name"
    sed -e 's/^\(.\)/        \1/' "$file"
    printf '        """####\n    ),\n'
  done
  echo "  ]"
  echo "}"
} >"$out"
if [ "${1:-}" = --check ]; then
  cmp -s "$out" StandardLibrary.swift || { echo "stdlib/StandardLibrary.swift is not current: run stdlib/embed.sh"; exit 1; }
else
  cp "$out" StandardLibrary.swift
fi
