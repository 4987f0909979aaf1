/** The texts that the screen needs, in whichever language it was given them. */
import type { ui } from '../../text/en/ui.ts'
import type { OwnDataText } from '../../view/printed/data-summary-text.ts'
import type { ViewText } from '../../view/shared/text-types.ts'

export interface Text {
  readonly ui: typeof ui
  readonly view: ViewText
  readonly ownData: OwnDataText
}
