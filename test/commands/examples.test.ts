/** What help shows, works: every example of every command, on a fresh workbench. */
import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { reportBytes } from '../../src/cli/report-bytes.ts'
import { COMMANDS } from '../../src/commands/session/command-table.ts'
import { Session } from '../../src/commands/session/session.ts'
import { pictureSvg } from '../../src/view/lab/lab-svg.ts'
import { fixturePath } from '../support/fixture-path.ts'
import { cycle } from '../support/series.ts'
import { eventsOf, host } from '../support/sessions.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { textIn } from '../support/texts.ts'

const here = process.cwd()
const folder = sharedFolder()
beforeAll(async () => {
  // The files of inspect's example.
  await copyFile(fixturePath('lstm-small.safetensors'), join(folder, 'lstm.safetensors'))
  await copyFile(fixturePath('rnn-small.safetensors'), join(folder, 'rnn.safetensors'))
  await copyFile(fixturePath('lstm-small.json'), join(folder, 'case.json'))
  await copyFile(fixturePath('nets/numpy/nameless.npz'), join(folder, 'net.npz'))
  const gru = { kind: 'gru', input: { tensor: 'W', transposed: true } }
  const mapping = { layers: [{ ...gru, recurrent: { tensor: 'U', transposed: true }, bias: 'b' }] }
  await writeFile(join(folder, 'mapping.json'), JSON.stringify(mapping))
  // Files of one's own.
  await writeFile(
    join(folder, 'book.txt'),
    'It was the best of times, it was the worst of times, it was the age of wisdom. '.repeat(8),
  )
  const sequences = Array.from({ length: 12 }, (_, n) => ({ x: [[n % 2], [n]], y: [n % 2] }))
  await writeFile(
    join(folder, 'sequences.jsonl'),
    sequences.map((one) => JSON.stringify(one)).join('\n'),
  )
  await writeFile(
    join(folder, 'sequences.csv'),
    ['id,x,y', ...sequences.flatMap(({ x, y }, n) => [`${n},${x[0]},`, `${n},${x[1]},${y}`])].join(
      '\n',
    ),
  )
  await writeFile(
    join(folder, 'sunspots.csv'),
    ['year,number', ...cycle(120, 1).map((value, n) => `${1900 + n},${value.toFixed(1)}`)].join(
      '\n',
    ),
  )
  // The lesson of check's.
  const lesson = fileURLToPath(new URL('../../lessons/05-forget-gate', import.meta.url))
  await cp(lesson, join(folder, 'my-lesson'), { recursive: true })
  process.chdir(folder)
  // The reports of class's.
  await mkdir('reports')
  for (const file of ['anna.json', 'ben.json', 'reports/anna.json'])
    await eventsOf(shell, `learn --report ${file}`)
  // The results of report's, and the parts of merge's.
  const small = 'compare adding --length 5 --hidden 4 --steps 20 --seeds 2'
  for (const more of [
    '--results results',
    '--results part-1 --shard 1/2',
    '--results part-2 --shard 2/2',
  ]) {
    await eventsOf(shell, `${small} ${more}`)
  }
})
afterAll(async () => {
  process.chdir(here)
})

let shell = new Session(host())
afterEach(() => shell.close())

/**
 * A whole comparison takes a minute, and its words are what is tried here: 20 steps do, where it
 * does not say how many. One lesson stands for the course.
 */
function shortened(name: string, example: string): string {
  if (name === 'compare' && !/--steps|--preset/.test(example)) return `${example} --steps 20`
  return example === 'check' ? 'check forget-gate' : example
}

/** Events that a command comes to. */
const RESULTS = [
  'lab',
  'report',
  'sweep',
  'presets',
  'inspection',
  'stack-inspection',
  'net',
  'tasks',
  'certificates',
  'check',
  'course',
  'lesson',
  'review',
  'written',
  'class',
  'own-data',
]

describe.each(COMMANDS.map(({ name, examples }) => ({ name, examples })))(
  '$name',
  ({ name, examples }) => {
    it('has an example, which is about it', () => {
      expect(examples.length).toBeGreaterThan(0)
      const named = (line: string) =>
        shell.split(line).some((piece) => shell.nameOf(piece) === name)
      for (const line of examples) expect(named(line), line).toBe(true)
    })

    it.each(examples)('%s', async (example) => {
      const text = textIn('en')
      shell = new Session(
        host({
          draw: async (result) => pictureSvg(result, text),
          reportAs: async (report, format) => reportBytes(report, format, text),
        }),
      )
      const events = await eventsOf(shell.within(), shortened(name, example))
      const results = events.filter(({ type }) => RESULTS.includes(type))
      expect(results.length).toBeGreaterThan(0)
      for (const event of events) if (event.type === 'check') expect(event.report.failed).toBe(0)
      // Those of a script say themselves what they came to.
      expect(events.filter((event) => event.type === 'reply' && !event.ok)).toEqual([])
    })
  },
)
