/**
 * With each full-width form of an ASCII character (U+FF01 to U+FF5E: ０, ．, －, ，) and the
 * full-width space (U+3000) as that character, since Chinese input methods write them.
 */
export const halfWidth = (text: string): string =>
  text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
