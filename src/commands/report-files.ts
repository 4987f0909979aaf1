/** `--report FILE`: the report of a study or a preset in files, each as its ending says. */
import type { Preset } from '../experiments/papers/preset.ts'
import type { PresetEvent, PresetForm } from '../experiments/papers/preset-report.ts'
import { InputError, type InputErrorDetails } from '../rules/input-error.ts'
import type { CommandEvent, Context, ReportFormat } from './grammar/command.ts'
import type { OptionValues } from './grammar/kinds.ts'
import type { REPORTS } from './grammar/options.ts'

const ENDINGS = ['.md', '.html', '.json', '.csv', '.svg'] as const
type Ending = (typeof ENDINGS)[number]

/** The format by the file's ending. Throws InputError for another than these. */
function formatOf(path: string, endings: readonly Ending[] = ENDINGS): ReportFormat {
  const ending = endings.find((one) => path.toLowerCase().endsWith(one))
  if (!ending) throw new InputError('report-ending', { path, endings })
  return ending.slice(1) as ReportFormat
}

type Write = (events: AsyncIterable<PresetEvent | Others>) => AsyncIterable<CommandEvent>
type Others = Extract<CommandEvent, { type: 'reads' | 'class' }>

type ReportValues = OptionValues<readonly [typeof REPORTS]>

const pathsOf = ({ report = [] }: ReportValues): readonly string[] => report

/**
 * Throws InputError 'preset-no-picture' where a picture is asked for of a preset that has no study.
 */
export function refusePictures(values: ReportValues, preset: Preset, form: PresetForm): void {
  if (Object.values(preset.parts(form === 'full')).some((part) => 'spec' in part)) return
  const path = pathsOf(values).find((one) => formatOf(one) === 'svg')
  if (path !== undefined) throw new InputError('preset-no-picture', { preset: preset.name, path })
}

type Unwritten = InputErrorDetails['cannot-write']
type Found = NonNullable<ReturnType<typeof foundIn>>

const foundIn = (event: PresetEvent | Others) =>
  event.type === 'report'
    ? event.report
    : event.type === 'sweep'
      ? event.sweep
      : event.type === 'preset'
        ? event.preset
        : event.type === 'class'
          ? event.found
          : null

/**
 * Passes events on, and writes the files before the report event. A file that cannot be written
 * does not affect the other files or the report: the first failure is thrown at the end. Throws
 * InputError before anything runs for an unknown ending or a folder that is not writable.
 */
export async function reporting(
  values: ReportValues,
  context: Context,
  endings: readonly Ending[] = ENDINGS,
): Promise<Write> {
  const files = pathsOf(values).map((path) => ({ path, format: formatOf(path, endings) }))
  if (files.length === 0) return (events) => events
  const { prepareFile, writeAtomically } = await import('../io/write-files.ts')
  for (const { path } of files) await prepareFile(path)
  return async function* (events) {
    let failure: unknown = null
    for await (const event of events) {
      const found = foundIn(event)
      for (const { path, format } of found ? files : []) {
        try {
          await writeAtomically(path, await context.reportAs(found as Found, format))
          yield { type: 'wrote', path }
        } catch (error) {
          const unwritten = error instanceof InputError && error.code === 'cannot-write'
          failure ??= unwritten
            ? new InputError('cannot-write', { ...(error.details as Unwritten), ran: true })
            : error
        }
      }
      yield event
    }
    if (failure !== null) throw failure
  }
}
