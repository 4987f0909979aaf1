/** How a kind of result is shown: a value of one file each, collected in views.ts. */
import type { OfBench } from '../../results/lab-results.ts'
import type { Report } from '../../results/report.ts'
import type { DrawnProfile } from '../../rules/chart-axes.ts'
import type { Kind, LabResults, PartOf } from '../../workbench/result-kinds.ts'
import type { LabWords, PictureContext, ResultPart, SharedAxes } from './picture-context.ts'

/** What an SVG document is made with. */
export interface SvgContext {
  readonly words: LabWords
  /** The sentences of the result. */
  readonly description: string
  readonly axes: SharedAxes
}

/** A part of a result that a screen shows at a time. */
export interface Page {
  /** Its blocks, by names that stay the same however they are put together. */
  readonly blocks: readonly string[]
  readonly lines: ResultPart
}

interface View<R> {
  /** All of it: lines that belong together, an empty line between two of these parts. */
  text(result: R, context: PictureContext): readonly ResultPart[]
  /** The picture that `export` writes; absent where there is none. */
  svg?(result: R, context: SvgContext): string
  /** The profiles that it draws, so that pictures of several results can share an axis. */
  profiles?(result: R): readonly DrawnProfile[]
  /** The same of learning curves: their task, and all values that it draws. */
  curves?(result: R): { readonly task: Report['task']; readonly values: DrawnProfile['hidden'] }
  /**
   * How far the strip of a part goes to either side of zero, and with what it shares a range; null
   * for a part that is none, or whose range never changes.
   */
  spread?(result: R, part: string): { readonly of: string; readonly most: number } | null
  /**
   * The same for a screen of so many rows, in parts that fit there; absent where a part alone or
   * turning pages does.
   */
  pages?(result: R, context: PictureContext, rows: number): readonly Page[]
  /** All of it for a screen that sees so many lines at a time: its pictures first, and whole. */
  small?(result: R, context: PictureContext, rows: number): readonly ResultPart[]
  /** One part alone; null where it is not drawn apart, so that all of the result is shown. */
  part(result: R, context: PictureContext): readonly ResultPart[] | null
}

type Named<K extends Kind, R> = [PartOf<K>] extends [never]
  ? { readonly parts?: undefined }
  : { readonly parts: { readonly [P in PartOf<K>]: View<R>['part'] } }

/** A kind's text, its picture, and every part that the kind says it has. */
export type LabView<K extends Kind> = Pick<
  View<LabResults[K] & OfBench>,
  'text' | 'pages' | 'small' | 'svg' | 'profiles' | 'curves' | 'spread'
> &
  Named<K, LabResults[K] & OfBench>

/** The view of a result whose kind is known only when it is there. */
export interface AnyView
  extends Pick<
    View<LabResults[Kind] & OfBench>,
    'text' | 'pages' | 'small' | 'svg' | 'profiles' | 'curves' | 'spread'
  > {
  readonly parts?: Readonly<Record<string, View<LabResults[Kind] & OfBench>['part']>>
}
