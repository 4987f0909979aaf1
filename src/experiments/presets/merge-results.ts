/** The report of a preset from folders of its results. Nothing is run. */
import { join } from 'node:path'
import { filesIn } from '../../io/folders.ts'
import type { Report, Sweep } from '../../results/report.ts'
import { InputError } from '../../rules/input-error.ts'
import type { Design } from '../../specs/design.ts'
import { digestOfDesign } from '../design-digest.ts'
import type { Preset } from '../papers/preset.ts'
import type { PresetReport } from '../papers/preset-report.ts'
import { planOf } from '../plan.ts'
import { Found } from '../store/line-store.ts'
import { gather, missingOf, refuseGaps } from '../store/merge-results.ts'
import { isResults } from '../store/result-store.ts'
import { concluded, type Origin } from '../summary.ts'
import { concludedPreset, emptyResults } from './preset-verdict.ts'
import { lineOf, type Mark } from './result-folder.ts'
import { readUnits } from './unit-store.ts'
import { certificateUnits, inOrder, trialUnits, type Units } from './units.ts'

/**
 * One report of everything that these folders of a preset hold. Throws InputError 'results-none'
 * where that is nothing, 'results-mixed', 'results-line', 'results-double', and where all must be
 * there 'results-gaps' with the names of what is missing.
 */
export async function joinedPreset(
  folders: readonly string[],
  preset: Preset,
  mark: Mark,
  whole: boolean,
): Promise<PresetReport> {
  const origin = { command: lineOf(mark), version: mark.version }
  const found = emptyResults()
  const missing: string[] = []
  for (const [part, what] of Object.entries(preset.parts(mark.form === 'full'))) {
    const place: UnitPlace = { folders, mark, part }
    const gaps =
      'experiment' in what
        ? await gatherUnits(trialUnits(what), place, found.trials)
        : 'certify' in what
          ? await gatherUnits(certificateUnits(what), place, found.certificates)
          : await gatherStudy(what, place, origin, found.studies)
    for (const name of gaps) missing.push(`${part} ${name}`)
  }
  const { studies, trials, certificates } = found
  const units = [...Object.values(trials), ...Object.values(certificates)].flat()
  if (units.length === 0 && Object.keys(studies).length === 0)
    throw new InputError('results-none', { path: folders[0] })
  if (whole) refuseGaps(missing)
  found.partial = missing.length > 0
  return concludedPreset(preset, mark.form, origin, found)
}

interface UnitPlace {
  readonly folders: readonly string[]
  readonly mark: Mark
  readonly part: string
}

/** The files of one kind in the part's folder within each of these. */
export async function filesWithin(
  folders: readonly string[],
  part: string,
  what: string,
): Promise<string[]> {
  const all = await Promise.all(
    folders.map(async (folder) => {
      const within = join(folder, part)
      return (await filesIn(within))
        .filter((name) => isResults(name, what))
        .map((name) => join(within, name))
    }),
  )
  return all.flat()
}

/** Puts a part's units into `into`, in their order; the names of those that are missing. */
async function gatherUnits<T>(
  units: Units<T>,
  { folders, mark, part }: UnitPlace,
  into: Record<string, readonly T[]>,
): Promise<string[]> {
  const plan = { ...mark, part, digest: units.digest }
  const found = new Found<T>()
  for (const path of await filesWithin(folders, part, units.file))
    await readUnits(path, plan, units, found, (index) => `${part} ${units.nameOf(index)}`)
  const { results } = found
  into[part] = inOrder(results)
  return Array.from({ length: units.count }, (_, index) => index)
    .filter((index) => !results.has(index))
    .map(units.nameOf)
}

/**
 * The same of a study's runs. Throws InputError 'results-mixed' where its plan is another: the
 * preset has changed since.
 */
async function gatherStudy(
  design: Design,
  { folders, part }: UnitPlace,
  { command }: Origin,
  into: Record<string, Report | Sweep>,
): Promise<string[]> {
  const files = await filesWithin(folders, part, 'results')
  const gathered = await gather(files, { whole: true, lean: false })
  if (!gathered) return missingOf(planOf(design), new Map())
  const { part: first, plan, found, ofPoints } = gathered
  if (first.digest !== digestOfDesign(design)) {
    throw new InputError('results-mixed', {
      path: files[0],
      command: first.command,
      other: command,
      first: null,
    })
  }
  into[part] = concluded(gathered.design, plan, first, found, ofPoints)
  return missingOf(plan, found)
}
