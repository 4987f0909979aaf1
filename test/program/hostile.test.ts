/**
 * Strings that would steer a terminal or hide in a text, in every word, line and file that a user
 * gives: the built program never passes them on, and its JSON says them as escapes.
 */
import { writeFile } from 'node:fs/promises'
import { expect, test, vi } from 'vitest'
import { entry, file } from '../support/safetensors.ts'
import { all, at, EVIL, EVIL_LINES, expectClean, JSON_EVIL, run } from '../support/steering.ts'

// Many whole programs, one after the other.
vi.setConfig({ testTimeout: 300_000 })

test('words of a command line', async () => {
  for (const args of [
    [EVIL],
    ['compare', EVIL],
    ['compare', `--${EVIL}`],
    ['compare', '--steps', EVIL],
    ['compare', '--seeds', EVIL],
    ['compare', '--cells', EVIL],
    ['compare', '--clip', EVIL],
    ['compare', '--length', `1,${EVIL}`],
    ['compare', '--init', EVIL],
    ['compare', '--preset', EVIL],
    ['compare', '--expect', EVIL],
    ['compare', '--data', EVIL],
    ['compare', '--text', EVIL],
    ['compare', 'adding', EVIL],
    ['tasks', '--certify', EVIL],
    ['tasks', '--data', EVIL],
    ['report', EVIL],
    ['merge', EVIL],
    ['learn', EVIL],
    ['check', EVIL],
    ['inspect', EVIL, '--input', EVIL],
    ['repl', EVIL],
  ]) {
    await all(args)
  }
  for (const lang of [EVIL, `--lang=${EVIL}`])
    expectClean(await run(['tasks', '--lang', lang]), 'lang')
})

test('lines of the lab, with debugging too', async () => {
  for (const line of [
    EVIL,
    `task '${EVIL_LINES}'`,
    `save '${EVIL_LINES}'`,
    `mark ${EVIL}`,
    `train '${EVIL}'`,
  ]) {
    await writeFile(at('lines.gatelab'), `${line}\n`)
    expectClean(await run(['repl', '-e', line, '--debug']), line)
    expectClean(await run(['repl', 'lines.gatelab', '--json']), `script: ${line}`)
    expectClean(await run(['repl'], {}, `${line}\nhistory\n`), `piped: ${line}`)
  }
})

test('files of sequences: ids, labels, columns, fields, and their own names', async () => {
  const sequence = (id: string, label: string) =>
    `{"id":${JSON.stringify(id)},"x":[[0.1],[0.2]],"class":${JSON.stringify(label)}}`
  const rows = (label: string) =>
    Array.from({ length: 8 }, (_, n) => sequence(`${n}`, n % 2 === 0 ? label : 'other'))
  const labels = Array.from({ length: 8 }, (_, n) => `${n},0.5,${n % 2 ? 'other' : EVIL_LINES}`)
  const files: Record<string, string> = {
    'labels.jsonl': rows(EVIL).join('\n'),
    'ids.jsonl': [sequence(EVIL, 'a'), sequence(EVIL, 'b')].join('\n'),
    'fields.jsonl': `{"x":[[1]],"class":"a",${JSON_EVIL}:1}`,
    'keys.jsonl': `{"x":[[1]],${JSON_EVIL}:1,${JSON_EVIL}:2}`,
    'values.jsonl': `{"x":[[${JSON_EVIL}]],"class":"a"}`,
    'columns.csv': `id,x,${EVIL_LINES}\n1,2,3\n`,
    'twice.csv': `id,x,"${EVIL_LINES}","${EVIL_LINES}"\n1,2,3,4\n`,
    'cells.csv': `id,x,class\n1,${EVIL_LINES},a\n`,
    'labels.csv': `id,x,class\n${labels.join('\n')}\n`,
    [`${EVIL}.jsonl`]: rows('a').join('\n'),
  }
  for (const [name, content] of Object.entries(files)) {
    await writeFile(at(name), content)
    await all(['tasks', '--data', name], null)
    await all(['compare', '--data', name, '--steps', '1', '--seeds', '1', '--hidden', '2'], null)
  }
})

test('weights and cases: names, metadata, kinds, fields', async () => {
  const ordinary = { 'rnn.weight_ih_l0': entry([2, 1], 0), 'rnn.weight_hh_l0': entry([2, 2], 8) }
  const one = JSON.stringify(entry([2], 0))
  const headers: Record<string, object | string> = {
    names: { [EVIL]: entry([2], 0), ...ordinary },
    metadata: { __metadata__: { [EVIL]: EVIL, cell: EVIL, gatelab: EVIL }, ...ordinary },
    'metadata values': { __metadata__: { key: { [EVIL]: 1 } }, ...ordinary },
    kinds: { weight: entry([2], 0, EVIL) },
    twice: `{${JSON_EVIL}:${one},${JSON_EVIL}:${one}}`,
    nothing: EVIL,
  }
  await writeFile(at('case.json'), '{"x":[[[1]]],"y":[[1]]}')
  await writeFile(at('odd.json'), `{"x":[[[1]]],"y":[[1]],${JSON_EVIL}:1}`)
  await writeFile(at('broken.json'), EVIL)
  for (const [name, header] of Object.entries(headers)) {
    await writeFile(at('net.safetensors'), file(header, new Uint8Array(64)))
    for (const input of ['case.json', 'odd.json', 'broken.json']) {
      const result = await all(['inspect', 'net.safetensors', '--input', input], null)
      expect(result.code, name).not.toBe(0)
    }
  }
})
