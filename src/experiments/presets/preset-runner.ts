/**
 * Runs a preset: its parts one after the other, then what they come to beside what the paper
 * reports.
 */
import { join } from 'node:path'
import type { Control } from '../../results/events.ts'
import { InputError, type InputErrorDetails } from '../../rules/input-error.ts'
import { reproduce } from '../../specs/command-line.ts'
import type { Design } from '../../specs/design.ts'
import { study } from '../compare.ts'
import type { CertificatesPart, Preset, TrialsPart } from '../papers/preset.ts'
import type { PresetEvent, PresetForm } from '../papers/preset-report.ts'
import type { StudyHost } from '../study.ts'
import { concludedPreset, emptyResults, type Found } from './preset-verdict.ts'
import { lineOf, type Mark, markFolder } from './result-folder.ts'
import { certifyAll, tryAll } from './run-units.ts'
import { UnitStore } from './unit-store.ts'
import { certificateUnits, inOrder, placesOf, trialUnits, type Units, unitsOf } from './units.ts'

export interface RunningPreset {
  readonly events: AsyncIterable<PresetEvent>
  readonly control: Control
}

export type PresetHost = Pick<StudyHost, 'workers' | 'memory' | 'results' | 'shard' | 'version'>

/**
 * Forwards control to whichever part is running. What was said before a part began applies to it,
 * too.
 */
class ForwardingControl implements Control {
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

/** The parts go one after the other until one of them is stopped; a shard has something of each. */
export function executePreset(preset: Preset, form: PresetForm, host: PresetHost): RunningPreset {
  const control = new ForwardingControl()
  const mark: Mark = { preset: preset.name, form, version: host.version }
  const origin = { command: lineOf(mark), version: host.version }
  async function* events(): AsyncGenerator<PresetEvent> {
    if (host.results) await markFolder(host.results.directory, mark)
    const parts = Object.entries(preset.parts(form === 'full'))
    const found = emptyResults()
    let before = 0
    let failure: InputError | null = null
    for (const [n, [name, part]] of parts.entries()) {
      if (control.stopped) found.partial = true
      if (control.stopped) break
      yield { type: 'part', name, part: n + 1, of: parts.length }
      const context = { name, host, mark, control, found, before }
      try {
        if ('experiment' in part) yield* trialsOf(part, context)
        else if ('certify' in part) yield* certificatesOf(part, context)
        else yield* studyOf(part, context)
      } catch (error) {
        failure = unwritten(error)
        if (!failure) throw error
        found.partial = true
        break
      }
      before += unitsOf(part)
    }
    // Finished results are reported even if they could not be stored.
    yield { type: 'preset', preset: concludedPreset(preset, form, origin, found) }
    if (failure) throw failure
  }
  return { events: events(), control: control }
}

/** An error of writing results down when there were some; null for others. */
function unwritten(error: unknown): InputError | null {
  if (!(error instanceof InputError)) return null
  const ran =
    error.code === 'cannot-write' && (error.details as InputErrorDetails['cannot-write']).ran
  return ran || error.code === 'results-gone' ? error : null
}

/** The same error, told as one of work that was done. */
function afterwards(error: unknown): unknown {
  if (!(error instanceof InputError) || error.code !== 'cannot-write') return error
  return new InputError('cannot-write', {
    ...(error.details as InputErrorDetails['cannot-write']),
    ran: true,
  })
}

interface RunContext {
  readonly name: string
  readonly host: PresetHost
  readonly mark: Mark
  readonly control: ForwardingControl
  readonly found: Found
  /** Units of the parts before. */
  readonly before: number
}

async function* studyOf(
  design: Design,
  { name, host, control, found }: RunContext,
): AsyncGenerator<PresetEvent> {
  const { workers, memory, shard, version } = host
  const results = host.results && { ...host.results, directory: join(host.results.directory, name) }
  const running = study(design, {
    workers,
    memory,
    shard,
    version,
    results,
    command: reproduce(design),
  })
  control.take(running.control)
  for await (const event of running.events) {
    if (event.type !== 'report' && event.type !== 'sweep') {
      yield event
      continue
    }
    const report = event.type === 'report' ? event.report : event.sweep
    found.studies[name] = report
    found.partial ||= report.partial
  }
}

async function* trialsOf(part: TrialsPart, context: RunContext): AsyncGenerator<PresetEvent> {
  const { name, host, control: baton, found } = context
  const { units, mine, store } = await opened(trialUnits(part), context)
  const done = new Map(store?.done)
  try {
    for await (const event of tryAll(part, mine, done, host.workers, (control) =>
      baton.take(control),
    )) {
      if (event.type === 'done') await store?.add(event.index, event.run)
      else yield event
    }
    await store?.hold()
  } catch (error) {
    throw afterwards(error)
  } finally {
    found.trials[name] = inOrder(done)
    await store?.close()
  }
  found.partial ||= done.size < units.count
}

async function* certificatesOf(
  part: CertificatesPart,
  context: RunContext,
): AsyncGenerator<PresetEvent> {
  const { name, host, control: baton, found } = context
  const { units, mine, store } = await opened(certificateUnits(part), context)
  const done = new Map(store?.done)
  try {
    for await (const event of certifyAll(part, mine, done, host.workers, (control) =>
      baton.take(control),
    )) {
      if (event.type === 'done') await store?.add(event.index, event.event.certificate)
      yield event.type === 'done' ? event.event : event
    }
    await store?.hold()
  } catch (error) {
    throw afterwards(error)
  } finally {
    found.certificates[name] = inOrder(done)
    await store?.close()
  }
  found.partial ||= done.size < units.count
}

/** The places that are done here, and where they are kept. */
async function opened<T>(units: Units<T>, { name, host, mark, control, before }: RunContext) {
  const { results, shard = null } = host
  const store = results
    ? await UnitStore.open({
        directory: join(results.directory, name),
        resume: results.resume,
        shard,
        plan: { ...mark, part: name, digest: units.digest },
        units,
        lost: () => control.stop(),
      })
    : null
  return { units, mine: placesOf(units.count, before, shard), store }
}
