/** Runs a preset: its parts one after the other, then what they come to beside what the paper reports. */
import { join } from 'node:path'
import { Refusal, type Refusals } from '../../refusal.ts'
import { study } from '../compare.ts'
import type { Control } from '../events.ts'
import { reproduce } from '../reproduce.ts'
import type { StudyHost } from '../study/conduct.ts'
import type { Design } from '../study/design.ts'
import { concludedPreset, type Found, nothingYet } from './conclude.ts'
import { lineOf, type Mark, markFolder } from './folder.ts'
import type { CertificatesPart, Preset, TrialsPart } from './preset.ts'
import type { PresetEvent, PresetForm } from './preset-data.ts'
import { certifyAll, tryAll } from './run-units.ts'
import { UnitStore } from './unit-store.ts'
import { certificateUnits, inOrder, placesOf, trialUnits, type Units, unitsOf } from './units.ts'

export interface PresetGoing {
  readonly events: AsyncIterable<PresetEvent>
  readonly control: Control
}

export type PresetHost = Pick<StudyHost, 'workers' | 'memory' | 'results' | 'shard' | 'version'>

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

/** The parts go one after the other until one of them is stopped; a shard has something of each. */
export function conductPreset(preset: Preset, form: PresetForm, host: PresetHost): PresetGoing {
  const baton = new Baton()
  const mark: Mark = { preset: preset.name, form, version: host.version }
  const origin = { command: lineOf(mark), version: host.version }
  async function* events(): AsyncGenerator<PresetEvent> {
    if (host.results) await markFolder(host.results.directory, mark)
    const parts = Object.entries(preset.parts(form === 'full'))
    const found = nothingYet()
    let before = 0
    let failure: Refusal | null = null
    for (const [n, [name, part]] of parts.entries()) {
      if (baton.stopped) found.partial = true
      if (baton.stopped) break
      yield { type: 'part', name, part: n + 1, of: parts.length }
      const doing = { name, host, mark, baton, found, before }
      try {
        if ('experiment' in part) yield* trialsOf(part, doing)
        else if ('certify' in part) yield* certificatesOf(part, doing)
        else yield* studyOf(part, doing)
      } catch (error) {
        failure = unwritten(error)
        if (!failure) throw error
        found.partial = true
        break
      }
      before += unitsOf(part)
    }
    // What is finished is told, though it could not be written down.
    yield { type: 'preset', preset: concludedPreset(preset, form, origin, found) }
    if (failure) throw failure
  }
  return { events: events(), control: baton }
}

/** An error of writing results down when there were some; null for others. */
function unwritten(error: unknown): Refusal | null {
  if (!(error instanceof Refusal)) return null
  const ran = error.code === 'cannot-write' && (error.facts as Refusals['cannot-write']).ran
  return ran || error.code === 'results-gone' ? error : null
}

/** The same error, told as one of work that was done. */
function afterwards(error: unknown): unknown {
  if (!(error instanceof Refusal) || error.code !== 'cannot-write') return error
  return new Refusal('cannot-write', { ...(error.facts as Refusals['cannot-write']), ran: true })
}

interface Doing {
  readonly name: string
  readonly host: PresetHost
  readonly mark: Mark
  readonly baton: Baton
  readonly found: Found
  /** Units of the parts before. */
  readonly before: number
}

async function* studyOf(design: Design, { name, host, baton, found }: Doing): AsyncGenerator<PresetEvent> {
  const { workers, memory, shard, version } = host
  const results = host.results && { ...host.results, directory: join(host.results.directory, name) }
  const going = study(design, { workers, memory, shard, version, results, command: reproduce(design) })
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

async function* trialsOf(part: TrialsPart, doing: Doing): AsyncGenerator<PresetEvent> {
  const { name, host, baton, found } = doing
  const { units, mine, store } = await opened(trialUnits(part), doing)
  const done = new Map(store?.done)
  try {
    for await (const event of tryAll(part, mine, done, host.workers, (control) => baton.take(control))) {
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

async function* certificatesOf(part: CertificatesPart, doing: Doing): AsyncGenerator<PresetEvent> {
  const { name, host, baton, found } = doing
  const { units, mine, store } = await opened(certificateUnits(part), doing)
  const done = new Map(store?.done)
  try {
    for await (const event of certifyAll(part, mine, done, host.workers, (control) => baton.take(control))) {
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
async function opened<T>(units: Units<T>, { name, host, mark, baton, before }: Doing) {
  const { results, shard = null } = host
  const store = results
    ? await UnitStore.open({
        directory: join(results.directory, name),
        resume: results.resume,
        shard,
        plan: { ...mark, part: name, digest: units.digest },
        units,
        lost: () => baton.stop(),
      })
    : null
  return { units, mine: placesOf(units.count, before, shard), store }
}
