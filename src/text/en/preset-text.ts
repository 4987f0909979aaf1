/** What is said of a preset. */
export interface PresetText {
  readonly title: string
  /** Paper, and the table or figure in it. */
  readonly source: string
  /** What is reported there. */
  readonly reports: string
  readonly same: readonly string[]
  readonly differs: readonly string[]
  /** What each row says, by its id. */
  readonly rows: Readonly<Record<string, string>>
}
