/** Small studies for tests, run as the program runs them. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach } from 'vitest'
import { study } from '../../src/experiments/compare.ts'
import type { StudyHost } from '../../src/experiments/study.ts'
import type { CompareEvent, Control } from '../../src/results/events.ts'
import type { Report, Sweep } from '../../src/results/report.ts'
import { reproduce } from '../../src/specs/command-line.ts'
import { type Design, single } from '../../src/specs/design.ts'
import type { Spec } from '../../src/specs/spec.ts'
import { resolveSpec } from '../../src/training/setup/resolve-spec.ts'

const folders: string[] = []
afterEach(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
})

export async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'gatelab-'))
  folders.push(folder)
  return folder
}

/** adding at odd sizes and two lengths; quick steps. */
export function smallDesign(choices: Partial<Spec> = {}, more: Partial<Design> = {}): Design {
  const spec = resolveSpec({
    task: 'adding',
    hidden: 5,
    batch: 6,
    steps: 30,
    evalEvery: 10,
    seeds: [1, 2],
    ...choices,
  })
  return { ...single(spec), axes: [{ option: 'length', values: [6, 9] }], ...more }
}

export type Host = Partial<StudyHost> & {
  readonly hear?: (event: CompareEvent, control: Control) => void
}

/** The report that a study ends in. */
export async function reportOf(
  design: Design,
  { hear, ...host }: Host = {},
): Promise<Report | Sweep> {
  const { events, control } = study(design, {
    workers: 2,
    command: reproduce(design),
    version: '1.2.3',
    ...host,
  })
  let found: Report | Sweep | null = null
  for await (const event of events) {
    hear?.(event, control)
    if (event.type === 'report') found = event.report
    if (event.type === 'sweep') found = event.sweep
  }
  if (!found) throw new Error('no report')
  return found
}

/** To join all parts of a study, with all that its runs carry. */
export const WHOLE = { whole: true, lean: false }
