#!/usr/bin/env bash
# Adds every project of the repository to the solution. Run it after adding one; a test holds that none is missing.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
mapfile -t projects < <(find . -name '*.csproj' -not -path './artifacts/*' -not -path '*/node_modules/*' | sort)
dotnet sln InvestBot.Orleans.sln add "${projects[@]}"
