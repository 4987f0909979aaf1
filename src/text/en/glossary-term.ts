export interface Term {
  readonly name: string
  /** Other names and signs under which it is looked up. */
  readonly also?: readonly string[]
  readonly means: string
}

/** The same terms in another language. */
export type Words<T> = { readonly [Id in keyof T]: Term }
