/**
 * The same strings in what stands in folders (results, lessons, what a session left) and in the
 * environment.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { PROSE, SCRIPT } from '../support/small-lesson.ts'
import {
  all,
  at,
  EVIL,
  EVIL_LINES,
  expectClean,
  JSON_EVIL,
  run,
  signals,
} from '../support/steering.ts'

// Many whole programs, one after the other.
vi.setConfig({ testTimeout: 300_000 })

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
