/**
 * Strings that would steer a terminal or hide in a text, in every place where a user, a file or the
 * environment can put one: the built program never passes them on, and its JSON says them as
 * escapes.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { gatelab, type Outcome } from '../support/program.ts'
import { entry, file } from '../support/safetensors.ts'
import { PROSE, SCRIPT } from '../support/small-lesson.ts'
import { sharedFolder } from '../support/temporary-folder.ts'

// Many whole programs, one after the other.
vi.setConfig({ testTimeout: 300_000 })

/**
 * Code points that only steer: C0, DEL and C1, marks of direction, separators, zero widths, tags,
 * selectors, noted ones.
 */
const STEERING = [
  [0x00, 0x09],
  [0x0b, 0x1f],
  [0x7f, 0x9f],
  [0xad, 0xad],
  [0x61c, 0x61c],
  [0x180e, 0x180e],
  [0x200b, 0x200f],
  [0x2028, 0x202e],
  [0x2060, 0x206f],
  [0xfe00, 0xfe0f],
  [0xfeff, 0xfeff],
  [0xfff9, 0xfffb],
  [0xe0000, 0xe0fff],
] as const

function signals(text: string): string[] {
  const found = Array.from(text, (one) => one.codePointAt(0) ?? 0).filter((code) =>
    STEERING.some(([from, to]) => code >= from && code <= to),
  )
  return [...new Set(found)].map((code) => `U+${code.toString(16)}`)
}

/** One of each kind, and a whole sequence in both spellings. A file system takes all of them. */
const EVIL =
  'a\u001b[31mb\u009b2Jc\u202ed\u061ce\u200bf\u2028g\u2029h\ufeffi\u{e0041}j\u206ak\ufe0fl\u0085m\u007fn\u001b]0;o\u0007p'
/** The same where line ends mean something. */
const EVIL_LINES = EVIL.replaceAll(/[\u2028\u2029\u0085]/g, '')
const JSON_EVIL = JSON.stringify(EVIL)

const home = sharedFolder()
const at = (name: string) => join(home, name)

function expectClean({ stdout, stderr }: Outcome, what: string): void {
  expect(signals(stdout), `standard output: ${what}`).toEqual([])
  expect(signals(stderr), `standard error: ${what}`).toEqual([])
}

const run = (args: readonly string[], env: Record<string, string> = {}, input?: string) =>
  gatelab(args, { XDG_STATE_HOME: at('state'), ...env }, { cwd: home, input })

let times = 0
/** In text, in either language by turns, and as JSON. */
async function all(args: readonly string[], code: number | null = 2): Promise<Outcome> {
  const lang = times++ % 2 === 0 ? 'en' : 'zh-CN'
  const results = await Promise.all([run([...args, '--lang', lang]), run([...args, '--json'])])
  for (const [n, result] of results.entries()) {
    expectClean(result, JSON.stringify([...args, n]))
    if (code !== null) expect(result.code, result.stderr).toBe(code)
  }
  for (const line of results[1].stdout.split('\n').filter((one) => one !== '')) JSON.parse(line)
  return results[1]
}

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

test('results: what a line says of itself, and the folder that it lies in', async () => {
  const line = 'compare --length 4 --hidden 2 --steps 2 --seeds 1 --workers 1'.split(' ')
  await all([...line, '--report', `${EVIL}.json`], null)
  await run([...line, '--results', 'made'])
  const path = at('made/results.jsonl')
  const [first] = (await readFile(path, 'utf8')).split('\n')
  const formats = ['md', 'html', 'csv', 'svg', 'json']
  for (const [n, change] of [
    (text: string) => text.replace('"command":"', `"command":"${JSON_EVIL.slice(1, -1)}`),
    (text: string) => text.replace('"version":"', `"version":"${JSON_EVIL.slice(1, -1)}`),
    (text: string) => text.replace('"name":"adding"', `"name":${JSON_EVIL}`),
    (text: string) => text.replace('"task":"adding"', `"task":${JSON_EVIL}`),
    (text: string) => text.replace('"cell":"rnn"', `"cell":${JSON_EVIL}`),
    (text: string) => text.replace('"status":', `${JSON_EVIL}:1,"status":`),
    (text: string) => text.replace('"digest":"', `"digest":"${JSON_EVIL.slice(1, -1)}`),
    () => EVIL_LINES,
  ].entries()) {
    await mkdir(at(EVIL_LINES), { recursive: true })
    const to = n % 2 === 0 ? 'made/results.jsonl' : join(EVIL_LINES, 'results.jsonl')
    await writeFile(at(to), `${change(first)}\n`)
    const reports = formats.flatMap((format) => ['--report', `out-${n}.${format}`])
    await all(['report', join(to, '..'), ...reports], null)
    for (const format of formats) {
      const written = await readFile(at(`out-${n}.${format}`), 'utf8').catch(() => '')
      // A table of comma-separated values has line ends of its own.
      expect(signals(written.replaceAll('\r\n', '\n')), format).toEqual([])
    }
  }
})

test('lessons: names, fields, prose, and what the YAML library has to say', async () => {
  const lesson = async (folder: string, script: string, prose = PROSE) => {
    await mkdir(at(folder), { recursive: true })
    await writeFile(at(join(folder, 'lesson.yaml')), script)
    for (const name of ['en.md', 'zh-CN.md']) await writeFile(at(join(folder, name)), prose)
  }
  const scripts: Record<string, string> = {
    'a key that is a list': `? [a, "${JSON_EVIL.slice(1, -1)}"]\n: 1\n${SCRIPT}`,
    'a key that is a map': `${SCRIPT}\n? {a: ${JSON_EVIL}}\n: 1\n`,
    'a field': `${SCRIPT}\n${JSON_EVIL}: 1\n`,
    'an anchor': SCRIPT.replace('section: 遗忘门', `section: &a ${JSON_EVIL}`),
    'an id': SCRIPT.replace('id: carried', `id: ${JSON_EVIL}`),
    'a line': SCRIPT.replace('clamp i 0 --from 2', JSON_EVIL),
    'a measure': SCRIPT.replace('measure: end.lstm.c[5] == end.lstm.c[0]', `measure: ${JSON_EVIL}`),
    'a tag': SCRIPT.replace('minutes: 1', 'minutes: !<tag:evil,2000:x> 1'),
    raw: SCRIPT.replace('遗忘门', EVIL_LINES),
  }
  const reporters = [['--json'], ['--reporter', 'junit'], ['--reporter', 'tap']]
  for (const [n, [name, script]] of Object.entries(scripts).entries()) {
    await lesson('lesson', script)
    // Each in text, and by turns in one of the other forms, which all print the same problem.
    for (const more of [[], reporters[n % reporters.length]]) {
      const result = await run(['check', 'lesson', ...more])
      expectClean(result, `${name} ${more.join(' ')}`)
      expect(
        result.stderr.trim().split('\n').length,
        `${name}: ${result.stderr}`,
      ).toBeLessThanOrEqual(1)
    }
    expectClean(await run(['learn', 'lesson']), name)
  }
  await lesson(EVIL_LINES, SCRIPT)
  expectClean(await run(['check', EVIL_LINES]), 'a folder')
  expectClean(await run(['learn', EVIL_LINES]), 'a folder')
  for (const one of ['\u2028', '\u061c', '\u009b', '\u202e', '\u{e0041}', '\ufeff', '\u206a']) {
    await lesson('prose', SCRIPT, PROSE.replace('Intro.', `In${one}tro.`))
    const result = await run(['check', 'prose'])
    expectClean(result, 'prose')
    expect(result.code, JSON.stringify(one)).toBe(2)
  }
})

test('the environment, and what an earlier session left', async () => {
  for (const name of [
    'LANG',
    'LC_ALL',
    'LC_MESSAGES',
    'TERM',
    'COLORTERM',
    'COLUMNS',
    'NO_COLOR',
    'INK_SCREEN_READER',
  ]) {
    expectClean(await run(['tasks'], { [name]: EVIL }), name)
    expectClean(await run(['nothing'], { [name]: EVIL }), name)
  }
  const state = at(`state ${EVIL.replaceAll('/', '')}`)
  await mkdir(join(state, 'gatelab'), { recursive: true })
  for (const [name, content] of [
    ['progress.json', EVIL],
    ['progress.json', `{"schema":${JSON_EVIL}}`],
    ['history', `${EVIL}\n`],
  ]) {
    await writeFile(join(state, 'gatelab', name), content)
    for (const args of [['learn'], ['review'], ['learn', '--json'], ['repl', '-e', 'history']]) {
      expectClean(await run(args, { XDG_STATE_HOME: state }), `${name} ${args.join(' ')}`)
    }
  }
})
