import { toBuffer } from 'qrcode'

/** PNG of the QR of a bare number, as scanners at the counter expect it: no address, no prefix. */
export async function qrPicture(number: string): Promise<Uint8Array> {
  return toBuffer(number, { type: 'png', errorCorrectionLevel: 'M', margin: 1, scale: 4 })
}
