/** Parts of a scanned text that are its code; numbers an office may have written with blanks are taken whole. */
export type ScanParts = 1 | 2 | 'whole'

/**
 * What a barcode gun reads: full-width characters of a Chinese input method made plain, spaces around dropped, the
 * number of a QR text taken out. A label of two parts, e.g. of register and copy number, is taken whole.
 */
export function scannedCode(typed: string, parts: ScanParts = 1): string {
  const plain = typed
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\p{Cc}/gu, '')
    .trim()
  return plain
    .split(/\s+/)
    .slice(0, parts === 'whole' ? undefined : parts)
    .join(' ')
}
