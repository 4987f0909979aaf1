/** Texts that are nearly right, for readers that take them from anybody. */
import fc from 'fast-check'

/** The text with up to four places changed, among its first `reach` characters. */
export const edited = (text: string, reach: number, pieces: readonly string[]) =>
  fc
    .array(fc.record({ at: fc.nat(reach), drop: fc.nat(4), put: fc.constantFrom(...pieces) }), {
      minLength: 1,
      maxLength: 4,
    })
    .map((edits) =>
      edits.reduce(
        (line, { at, drop, put }) => line.slice(0, at) + put + line.slice(at + drop),
        text,
      ),
    )
