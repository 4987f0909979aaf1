#!/usr/bin/env bash
# csv-parse 7.0.3 with `cast: true`: a field like 0x1F (a device id, a colour, an address) becomes
# the number 0: it is tested with a conversion that knows hexadecimal and converted with
# parseFloat, which stops at the x. All ids of a column fall together. (1_000 stays text, 007
# becomes 7.) And the line ending is found once, at the first line: where later lines end
# otherwise, as in a file to which a second program appended, LF first leaves a carriage return in
# the last field, and CRLF first makes the rest one record.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
npm install --silent --no-save --ignore-scripts csv-parse@7.0.3
cat > try.mjs <<'JS'
import { parse } from 'csv-parse/sync'
console.log('cast', JSON.stringify(parse('0x1F,0x20,1_000,007,12\n', { cast: true })))
console.log('LF, then CRLF', JSON.stringify(parse('a,b\n1,2\r\n3,4\n')))
try {
  parse('a,b\r\n1,2\n3,4\r\n')
} catch ({ code, message }) {
  console.log('CRLF, then LF', code, message)
}
JS
node try.mjs | tee seen
diff seen - <<'EXPECTED'
cast [[0,0,"1_000",7,12]]
LF, then CRLF [["a","b"],["1","2\r"],["3","4"]]
CRLF, then LF CSV_RECORD_INCONSISTENT_FIELDS_LENGTH Invalid Record Length: expect 2, got 3 on line 3
EXPECTED
