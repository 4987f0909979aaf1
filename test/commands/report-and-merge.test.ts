/** A report made again from results is the report that was made when they came, in every format. */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { reportBytes } from '../../src/cli/report-bytes.ts'
import { Session } from '../../src/commands/session/session.ts'
import type { Report } from '../../src/results/report.ts'
import type { Text } from '../../src/text/index.ts'
import { compareText } from '../../src/view/report/compare-text.ts'
import { sweepText } from '../../src/view/report/sweep-text.ts'
import { eventsOf, host } from '../support/sessions.ts'
import { sharedFolder } from '../support/temporary-folder.ts'
import { textIn } from '../support/texts.ts'

const FORMATS = ['md', 'html', 'json', 'csv', 'svg'] as const
const folder = sharedFolder()

async function run(line: string, text: Text = textIn('en')) {
  const session = new Session(
    host({ reportAs: async (report, format) => reportBytes(report, format, text) }),
  )
  try {
    return await eventsOf(session, line)
  } finally {
    await session.close()
  }
}
const options = (name: string) =>
  FORMATS.map((format) => `--report ${join(folder, `${name}.${format}`)}`).join(' ')
const contents = (name: string) =>
  Promise.all(FORMATS.map((format) => readFile(join(folder, `${name}.${format}`), 'utf8')))

/** A line as a stranger makes it, who plants a command to be copied. */
const EVIL = 'gatelab compare \u001b[31mevil\n rm -rf ~'

describe.each([
  ['a comparison', 'compare adding --length 6 --hidden 5 --steps 40 --eval-every 20 --seeds 2'],
  [
    'a sweep',
    'compare adding --length 5,6 --hidden 5 --clip 1,none --steps 20 --seeds 2 --fair all',
  ],
])('%s', (kind, line) => {
  const name = kind.slice(2)
  const results = () => join(folder, `results-${name}`)

  it('is the same from its results, whatever is asked for at once', async () => {
    const events = await run(`${line} --results ${results()} ${options(`${name}-live`)}`)
    expect(
      events.flatMap((event) => (event.type === 'wrote' ? [event.path.split('.').at(-1)] : [])),
    ).toEqual([...FORMATS])
    await run(`report ${results()} ${options(`${name}-all`)}`)
    const live = await contents(`${name}-live`)
    expect(await contents(`${name}-all`)).toEqual(live)
    // One at a time, less is read; nothing else changes.
    for (const [n, format] of FORMATS.entries()) {
      const path = join(folder, `${name}-alone.${format}`)
      await run(`report ${results()} --report ${path}`)
      expect(await readFile(path, 'utf8'), format).toBe(live[n])
    }
  })

  it('says how to make it again by what was run, whatever its results say', async () => {
    const events = await run(`report ${results()}`)
    const path = join(folder, `planted-${name}.jsonl`)
    const text = await readFile(join(results(), 'results.jsonl'), 'utf8')
    const lines = text
      .split('\n')
      .filter(Boolean)
      .map((one) => JSON.parse(one))
    const planted = lines.map((one) =>
      JSON.stringify({ ...one, plan: { ...one.plan, command: EVIL } }),
    )
    await writeFile(path, `${planted.join('\n')}\n`)
    expect(await run(`report ${path}`)).toEqual(events)
    await run(`report ${path} ${options(`planted-${name}`)}`)
    expect(await contents(`planted-${name}`)).toEqual(await contents(`${name}-live`))
  })

  it('prints nothing that steers a terminal', async () => {
    const [told] = (await run(`report ${results()}`)).slice(-1)
    const { view } = textIn('en')
    const said =
      told.type === 'sweep'
        ? sweepText({ ...told.sweep, command: EVIL }, view)
        : compareText({ ...(told as { report: Report }).report, command: EVIL }, view)
    expect(said).not.toMatch(/(?!\n)\p{Cc}/u)
    expect(said.split('\n').filter((one) => one.includes(' rm '))).toEqual([
      'gatelab compare ·[31mevil· rm -rf ~',
    ])
  })

  it('is told the same, curves and all', async () => {
    const [told] = (await run(`report ${results()}`)).slice(-1)
    if (told.type === 'sweep') return expect(told.sweep.points).toHaveLength(4)
    if (told.type !== 'report') throw new Error('no report')
    expect(compareText(told.report, textIn('en').view)).toContain('Gradient norm at t')
  })
})
