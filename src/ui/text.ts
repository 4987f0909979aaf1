/** The texts that the screen needs, in whichever language it was given them. */
import type { ui } from '../text/en/ui.ts'
import type { OwnDataText } from '../view/own-data-text.ts'
import type { ViewText } from '../view/text.ts'

export interface Text {
  readonly ui: typeof ui
  readonly view: ViewText
  readonly ownData: OwnDataText
}
