/** What a barcode gun reads: full-width characters of a Chinese input method made plain, spaces around dropped, the number of a QR text taken out. */
export function scannedCode(typed: string): string {
  const plain = typed
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\p{Cc}/gu, '')
    .trim()
  return plain.split(/\s+/)[0] ?? ''
}
