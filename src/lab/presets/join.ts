/** The report of a preset from folders of its results. Nothing is run. */
import { join } from 'node:path'
import { Refusal } from '../../refusal.ts'
import { filesIn } from '../files.ts'
import type { Design } from '../study/design.ts'
import { gather, missingOf, refuseGaps } from '../study/join.ts'
import { digestOfDesign, planOf } from '../study/plan.ts'
import { isResults } from '../study/store.ts'
import { concluded } from '../summary.ts'
import { commandOf, concludedPreset, nothingYet } from './conclude.ts'
import type { Mark } from './folder.ts'
import type { Preset } from './preset.ts'
import type { PresetReport } from './preset-data.ts'
import { readUnits, type UnitPlan } from './unit-store.ts'
import { certificateUnits, trialUnits, type Units } from './units.ts'

/**
 * One report of everything that these folders of a preset hold. Throws Refusal 'results-none' where that is nothing,
 * 'results-mixed', 'results-line', 'results-double', and where all must be there 'results-gaps' with the names of what is missing.
 */
export async function joinedPreset(
  folders: readonly string[],
  preset: Preset,
  mark: Mark,
  whole: boolean,
): Promise<PresetReport> {
  const found = nothingYet()
  const missing: string[] = []
  let any = false
  for (const [name, part] of Object.entries(preset.parts(mark.form === 'full'))) {
    const plan = (digest: string): UnitPlan => ({ ...mark, part: name, digest })
    const miss = (names: readonly string[]) => missing.push(...names.map((one) => `${name} ${one}`))
    const filesOf = (what: string) => filesWithin(folders, name, what)
    if ('experiment' in part) {
      const units = trialUnits(part)
      const { there, gaps } = await unitsIn(await filesOf(units.file), plan(units.digest), units)
      found.trials[name] = there
      any ||= there.length > 0
      miss(gaps)
    } else if ('certify' in part) {
      const units = certificateUnits(part)
      const { there, gaps } = await unitsIn(await filesOf(units.file), plan(units.digest), units)
      found.certificates[name] = there
      any ||= there.length > 0
      miss(gaps)
    } else {
      const { study, gaps } = await studyIn(await filesOf('results'), part)
      if (study) found.studies[name] = study
      any ||= study !== null
      miss(gaps)
    }
  }
  if (!any) throw new Refusal('results-none', { path: folders[0] })
  if (whole) refuseGaps(missing)
  found.partial = missing.length > 0
  const origin = { command: commandOf(preset, mark.form), version: mark.version }
  return concludedPreset(preset, mark.form, origin, found)
}

/** The files of one kind in the part's folder within each of these. */
export async function filesWithin(folders: readonly string[], part: string, what: string): Promise<string[]> {
  const all = await Promise.all(
    folders.map(async (folder) => {
      const within = join(folder, part)
      return (await filesIn(within)).filter((name) => isResults(name, what)).map((name) => join(within, name))
    }),
  )
  return all.flat()
}

async function unitsIn<T>(files: readonly string[], plan: UnitPlan, units: Units<T>) {
  const found = new Map<number, T>()
  const from = new Map<number, string>()
  for (const path of files) {
    for await (const { index, found: one } of readUnits(path, plan, units)) {
      const other = from.get(index)
      if (other !== undefined) {
        throw new Refusal('results-double', { run: `${plan.part} ${units.nameOf(index)}`, path, other })
      }
      found.set(index, one)
      from.set(index, path)
    }
  }
  const places = Array.from({ length: units.count }, (_, index) => index)
  const there = places.flatMap((index) => {
    const one = found.get(index)
    return one === undefined ? [] : [one]
  })
  return { there, gaps: places.filter((index) => !found.has(index)).map(units.nameOf) }
}

async function studyIn(files: readonly string[], design: Design) {
  const gathered = await gather(files, { whole: true, lean: false })
  if (!gathered) return { study: null, gaps: missingOf(planOf(design), new Map()) }
  const { part, plan, found, ofPoints } = gathered
  // The same name, and another plan: the preset has changed since.
  if (part.digest !== digestOfDesign(design)) {
    throw new Refusal('results-mixed', {
      path: files[0],
      command: `${part.command}, ${part.version}`,
      other: design.spec.task,
    })
  }
  return { study: concluded(gathered.design, plan, part, found, ofPoints), gaps: missingOf(plan, found) }
}
