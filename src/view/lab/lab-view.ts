/** How a kind of result is shown: a value of one file each, collected in views.ts. */
import type { OfBench } from '../../results/lab-results.ts'
import type { Kind, LabResults, PartOf } from '../../workbench/result-kinds.ts'
import type { LabWords, PictureContext, ResultPart } from './picture-context.ts'

/** What an SVG document is made with. */
export interface SvgContext {
  readonly words: LabWords
  /** The sentences of the result. */
  readonly description: string
}

interface View<R> {
  /** All of it: lines that belong together, an empty line between two of these parts. */
  text(result: R, context: PictureContext): readonly ResultPart[]
  /** The picture that `export` writes; absent where there is none. */
  svg?(result: R, context: SvgContext): string
  /** One part alone; null where it is not drawn apart, so that all of the result is shown. */
  part(result: R, context: PictureContext): readonly ResultPart[] | null
}

type Named<K extends Kind, R> = [PartOf<K>] extends [never]
  ? { readonly parts?: undefined }
  : { readonly parts: { readonly [P in PartOf<K>]: View<R>['part'] } }

/** A kind's text, its picture, and every part that the kind says it has. */
export type LabView<K extends Kind> = Pick<View<LabResults[K] & OfBench>, 'text' | 'svg'> &
  Named<K, LabResults[K] & OfBench>

/** The view of a result whose kind is known only when it is there. */
export interface AnyView extends Pick<View<LabResults[Kind] & OfBench>, 'text' | 'svg'> {
  readonly parts?: Readonly<Record<string, View<LabResults[Kind] & OfBench>['part']>>
}
