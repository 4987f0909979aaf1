/** Runs a preset: its parts one after the other, then what they come to beside what the paper reports. */
import { join } from 'node:path'
import { Refusal } from '../../refusal.ts'
import { budgetOf } from '../certificate/certify.ts'
import { certificates } from '../certificate/request.ts'
import type { Certificate } from '../certificate-data.ts'
import { study } from '../compare.ts'
import type { Control } from '../events.ts'
import type { OriginalRun } from '../original/run.ts'
import { originalTrials } from '../original/trials.ts'
import type { Report, Sweep } from '../report.ts'
import type { StudyHost } from '../study/conduct.ts'
import type { Design } from '../study/design.ts'
import { type CertificatesPart, type Preset, type TrialsPart, verdictOfRow, verdictOfRows } from './preset.ts'
import type { PresetEvent, PresetReport } from './preset-data.ts'

export interface PresetGoing {
  readonly events: AsyncIterable<PresetEvent>
  readonly control: Control
}

/** The hand on whatever part is running: what was told before it began holds for it, too. */
class Baton implements Control {
  private current: Control | null = null
  private paused = false
  stopped = false

  take(control: Control): void {
    this.current = control
    if (this.paused) control.pause()
    if (this.stopped) control.stop()
  }
  pause(): void {
    this.paused = true
    this.current?.pause()
  }
  resume(): void {
    this.paused = false
    this.current?.resume()
  }
  pace(stepsPerSecond: number): void {
    this.current?.pace(stepsPerSecond)
  }
  skip(seed: number): void {
    this.current?.skip(seed)
  }
  stop(): void {
    this.stopped = true
    this.current?.stop()
  }
}

interface Found {
  readonly studies: Record<string, Report | Sweep>
  readonly trials: Record<string, readonly OriginalRun[]>
  readonly certificates: Record<string, readonly Certificate[]>
  /** A part was ended early. */
  partial: boolean
}

export function conductPreset(preset: Preset, full: boolean, host: StudyHost): PresetGoing {
  const baton = new Baton()
  async function* events(): AsyncGenerator<PresetEvent> {
    const parts = Object.entries(preset.parts(full))
    const found: Found = { studies: {}, trials: {}, certificates: {}, partial: false }
    for (const [n, [name, part]] of parts.entries()) {
      if (baton.stopped) found.partial = true
      if (found.partial) break
      yield { type: 'part', name, part: n + 1, of: parts.length }
      if ('experiment' in part) yield* tryAll(name, part, host, baton, found)
      else if ('certify' in part) await certifyAll(name, part, host, baton, found)
      else yield* studyOf(name, part, host, baton, found)
    }
    yield { type: 'preset', preset: reportOf(preset, full, host, found) }
  }
  return { events: events(), control: baton }
}

async function* studyOf(name: string, design: Design, host: StudyHost, baton: Baton, found: Found) {
  const results = host.results && { ...host.results, directory: join(host.results.directory, name) }
  const going = study(design, { ...host, results })
  baton.take(going.control)
  for await (const event of going.events) {
    if (event.type !== 'report' && event.type !== 'sweep') {
      yield event
      continue
    }
    const report = event.type === 'report' ? event.report : event.sweep
    found.studies[name] = report
    found.partial ||= report.partial
  }
}

/** Trials are told of as they go: whatever was heard since the last look. */
async function* tryAll(
  name: string,
  { experiment, seeds }: TrialsPart,
  { workers }: StudyHost,
  baton: Baton,
  found: Found,
): AsyncGenerator<PresetEvent> {
  const waiting: PresetEvent[] = []
  let done = 0
  let wake = () => {}
  const { results, control } = originalTrials(experiment, seeds, workers, (news) => {
    const through = 'digest' in news
    if (through) done++
    const { seed, sequences } = news
    waiting.push({ type: 'original', experiment: experiment.name, seed, sequences, through, done, of: seeds.length })
    wake()
  })
  baton.take(control)
  let over = false
  const ended = results.finally(() => {
    over = true
    wake()
  })
  ended.catch(() => {})
  while (!over || waiting.length > 0) {
    for (let event = waiting.shift(); event; event = waiting.shift()) yield event
    if (!over) {
      await new Promise<void>((resolve) => {
        wake = resolve
      })
    }
  }
  const trials = await ended
  found.trials[name] = trials
  found.partial ||= trials.length < seeds.length
}

async function certifyAll(
  name: string,
  { certify, guesses }: CertificatesPart,
  { workers }: StudyHost,
  baton: Baton,
  found: Found,
): Promise<void> {
  const going = certificates(certify, budgetOf(guesses), workers)
  baton.take({ pause() {}, resume() {}, pace() {}, skip() {}, stop: going.stop })
  try {
    for await (const event of going.events) {
      if (event.type !== 'certificates') continue
      found.certificates[name] = event.certificates
      found.partial ||= event.partial
    }
  } catch (error) {
    // Not even one of them was through.
    if (!(error instanceof Refusal && error.code === 'stopped')) throw error
    found.partial = true
  }
}

function reportOf(preset: Preset, full: boolean, { command, version }: StudyHost, found: Found): PresetReport {
  const { partial, ...parts } = found
  const rows = partial ? [] : preset.rows(parts.studies, parts)
  return {
    schema: 'gatelab.preset/1',
    name: preset.name,
    command,
    version,
    form: full ? 'full' : 'short',
    partial,
    rows: rows.map((row) => ({ ...row, verdict: verdictOfRow(row) })),
    verdict: partial ? null : verdictOfRows(rows),
    ...parts,
  }
}
