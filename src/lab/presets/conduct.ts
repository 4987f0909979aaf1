/** Runs a preset: its parts one after the other, then what they come to beside what the paper reports. */
import { join } from 'node:path'
import { study } from '../compare.ts'
import type { Control } from '../events.ts'
import type { Report, Sweep } from '../report.ts'
import type { StudyHost } from '../study/conduct.ts'
import { type Preset, verdictOfRow, verdictOfRows } from './preset.ts'
import type { PresetEvent, PresetReport } from './preset-data.ts'

export interface PresetGoing {
  readonly events: AsyncIterable<PresetEvent>
  readonly control: Control
}

export function conductPreset(preset: Preset, full: boolean, host: StudyHost): PresetGoing {
  let current: Control | null = null
  let [stopped, paused] = [false, false]
  async function* events(): AsyncGenerator<PresetEvent> {
    const parts = Object.entries(preset.parts(full))
    const found: Record<string, Report | Sweep> = {}
    for (const [n, [name, design]] of parts.entries()) {
      if (stopped) break
      yield { type: 'part', name, part: n + 1, of: parts.length }
      const results = host.results && { ...host.results, directory: join(host.results.directory, name) }
      const going = study(design, { ...host, results })
      current = going.control
      if (paused) current.pause()
      for await (const event of going.events) {
        if (event.type === 'report') found[name] = event.report
        else if (event.type === 'sweep') found[name] = event.sweep
        else yield event
      }
    }
    yield { type: 'preset', preset: reportOf(preset, full, host, found, parts.length) }
  }
  const control: Control = {
    pause() {
      paused = true
      current?.pause()
    },
    resume() {
      paused = false
      current?.resume()
    },
    pace: (stepsPerSecond) => current?.pace(stepsPerSecond),
    skip: (seed) => current?.skip(seed),
    stop() {
      stopped = true
      current?.stop()
    },
  }
  return { events: events(), control }
}

function reportOf(
  preset: Preset,
  full: boolean,
  { command, version }: StudyHost,
  parts: PresetReport['parts'],
  planned: number,
): PresetReport {
  const found = Object.values(parts)
  const partial = found.length < planned || found.some((one) => one.partial)
  const rows = partial ? [] : preset.rows(parts)
  return {
    schema: 'gatelab.preset/1',
    name: preset.name,
    command,
    version,
    form: full ? 'full' : 'short',
    partial,
    rows: rows.map((row) => ({ ...row, verdict: verdictOfRow(row) })),
    verdict: partial ? null : verdictOfRows(rows),
    parts,
  }
}
