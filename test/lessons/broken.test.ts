import { expect, it } from 'vitest'
import { checkLesson } from '../../src/lessons/check.ts'
import { loadLesson } from '../../src/lessons/load.ts'
import { Problem } from '../../src/lessons/problem.ts'
import { lessons as en } from '../../src/text/en/lessons.ts'
import { lessons as zh } from '../../src/text/zh-CN/lessons.ts'
import { type Files, freshLab, lessonFolder, PROSE, SCRIPT } from './small.ts'

/** The script or the prose with something else in place of a text that is there. */
const script = (from: string, to: string): Files => ({ script: replaced(SCRIPT, from, to) })
const prose = (from: string, to: string): Files => ({ en: replaced(PROSE, from, to) })

function replaced(text: string, from: string, to: string): string {
  expect(text).toContain(from)
  return text.replace(from, () => to)
}

/** What is wrong, the files that are so, and the line where it stands (null: the file as a whole). */
const KINDS: readonly [string, Problem['code'], Files, number | null][] = [
  ['bad YAML', 'lesson-yaml', script('minutes: 1', 'minutes: [1'), 4],
  ['a key twice', 'lesson-yaml', script('minutes: 1', 'minutes: 1\nminutes: 2'), 4],
  ['another format', 'lesson-field', script('gatelab.lesson/1', 'gatelab.lesson/9'), 1],
  ['a field of the wrong kind', 'lesson-field', script('minutes: 1', 'minutes: soon'), 3],
  ['a field that nobody knows', 'lesson-field', script('minutes: 1', 'minutes: 1\nauthor: me'), 4],
  ['an unknown kind of step', 'lesson-field', script('do: read', 'do: sing'), 8],
  ['an unknown command', 'lesson-line', script('clamp i 0 --from 2', 'clmp i 0 --from 2'), 15],
  ['a line beyond the net', 'lesson-line', script('clamp i 0 --from 2', 'clamp i 0 --unit 99'), 15],
  ['a command that writes', 'lesson-forbidden', script('clamp i 0 --from 2', 'save /tmp/mine'), 15],
  ['a path out of its folder', 'lesson-forbidden', script('clamp i 0 --from 2', 'load ../../other'), 15],
  ['another script', 'lesson-forbidden', script('clamp i 0 --from 2', 'repl ../x'), 15],
  ['a folder to write to', 'lesson-forbidden', script('clamp i 0 --from 2', 'compare --save-weights /tmp/mine'), 15],
  ['a file to train on', 'lesson-forbidden', script('clamp i 0 --from 2', 'task data --data /etc/passwd'), 15],
  ['a text to train on', 'lesson-forbidden', script('clamp i 0 --from 2', 'compare --text=/etc/passwd'), 15],
  ['a file by way of a setting', 'lesson-line', script('clamp i 0 --from 2', 'set data /etc/passwd'), 15],
  ['the same, with a sign', 'lesson-forbidden', script('clamp i 0 --from 2', 'compare --save-weights=x'), 15],
  ['two steps of one name', 'lesson-repeated', script('- id: guess', '- id: start'), 9],
  ['a claim on an unknown mutant', 'lesson-unknown', script('mutants: [almost]', 'mutants: [missing]'), 26],
  ['a claim without a mutant', 'lesson-field', script('mutants: [almost]', 'mutants: []'), 26],
  ['a claim that compares with nothing', 'lesson-comparison', script('        holds: true\n', ''), 22],
  [
    'an expression that cannot be read',
    'expression',
    script('measure: end.lstm.c[5] == end.lstm.c[0]', 'measure: "end.lstm. =="'),
    24,
  ],
  [
    'a claim over a field that does not exist',
    'expression',
    script('measure: end.lstm.c[5] == end.lstm.c[0]', 'measure: end.lstm.zz[5]'),
    22,
  ],
  ['a prediction after its outcome', 'lesson-order', script('shown: look', 'shown: start'), 11],
  [
    'a prediction without a right answer',
    'lesson-choices',
    script('kept: end.lstm.c[5] == end.lstm.c[0]', 'kept: 1 == 2'),
    9,
  ],
  ['a refutation by no claim', 'lesson-unknown', script('refutedBy: carried', 'refutedBy: nothing'), 31],
  ['a solution that solves nothing', 'lesson-task-open', script('      - clamp f 0\n', '      - clamp f 0.5\n'), 32],
  [
    'a task that is done already',
    'lesson-task-done',
    script('check: most(solved.lstm.c[1]) == 0.0', 'check: 1 == 1'),
    32,
  ],
  ['a step missing in one language', 'lesson-prose-step', prose('## look\n', ''), null],
  ['a file missing', 'lesson-missing', { zh: null }, null],
  ['prose for no step', 'lesson-prose-extra', prose('## look', '## nowhere\n\n## look'), null],
  ['a choice without words', 'lesson-prose-choice', prose('- [lost] Less\n', ''), null],
  ['a hint missing', 'lesson-prose-choice', prose('- [hint] clamp f\n', ''), null],
  ['HTML', 'lesson-prose-markdown', prose('Intro.', '<script>alert(1)</script>'), null],
  ['a placeholder for no claim', 'lesson-prose-placeholder', prose('It is {carried}.', 'It is {curried}.'), null],
  ['escape codes in prose', 'lesson-control', prose('Intro.', 'Intro \u001b[31mred'), 3],
  ['escape codes in the script', 'lesson-control', script('section: 遗忘门', 'section: "\u001b]0;x\u0007"'), 2],
  ['marks that turn the writing round', 'lesson-control', prose('Intro.', 'Intro \u202e.'), 3],
  ['bytes that are no text', 'lesson-missing', { en: Uint8Array.from([0xff, 0xfe, 0x00]) }, null],
  ['a file that is too large', 'lesson-too-large', { en: `# x\n${'a'.repeat(300_000)}` }, null],
  ['a small file that unfolds into a huge one', 'lesson-yaml', { script: bomb() }, null],
]

/** Aliases of aliases: a billion entries from ten lines. */
function bomb(): string {
  const levels = Array.from(
    { length: 12 },
    (_, n) =>
      `a${n}: &a${n} [${
        n === 0
          ? 'x'
          : Array(10)
              .fill(`*a${n - 1}`)
              .join(', ')
      }]`,
  )
  return `${SCRIPT}${levels.join('\n')}\n`
}

it.each(KINDS)('%s is refused in one line, with file and line', async (_, code, files, line) => {
  const folder = await lessonFolder(files)
  const work = async () => checkLesson(await loadLesson(folder), { seeds: [1], mutants: false, lab: freshLab })
  const problem = await work().then(
    () => null,
    (error) => error,
  )
  expect(problem).toBeInstanceOf(Problem)
  expect(problem.code).toBe(code)
  expect(problem.file).toContain(folder)
  expect(problem.line).toBe(line)
  for (const { problems } of [en, zh]) {
    const sentence = (problems[problem.code as 'lesson-time'] as (facts: unknown) => string)(problem.facts)
    expect(sentence).not.toMatch(/\n|undefined|\[object/)
  }
})

it('the lesson that they are made of is one', async () => {
  const lesson = await loadLesson(await lessonFolder())
  const { claims } = await checkLesson(lesson, { seeds: [1, 2, 3], mutants: true, lab: freshLab })
  expect(claims).toEqual([
    {
      id: 'carried',
      step: 'look',
      covers: [19],
      ok: true,
      measured: [true, true, true],
      expected: 'true',
      mutants: [{ name: 'almost', killed: true, measured: false }],
    },
  ])
})

it('a claim that survives its mutant fails', async () => {
  const weak = { script: replaced(SCRIPT, 'measure: end.lstm.c[5] == end.lstm.c[0]', 'measure: size(end.lstm.c) == 6') }
  const { claims } = await checkLesson(await loadLesson(await lessonFolder(weak)), {
    seeds: [1],
    mutants: true,
    lab: freshLab,
  })
  expect(claims[0]).toMatchObject({ ok: false, measured: [true], mutants: [{ killed: false }] })
})

it('a lesson that never ends is ended', async () => {
  const endless = { script: replaced(SCRIPT, '- clamp i 0 --from 2', '- train 100000000') }
  const lesson = await loadLesson(await lessonFolder(endless))
  const check = checkLesson(lesson, { seeds: [1], mutants: false, lab: freshLab, limit: 1500 })
  await expect(check).rejects.toMatchObject({ code: 'lesson-time' })
})
