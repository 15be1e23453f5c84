import { readPicture } from './pictureSize'

/**
 * Millimetres of the narrowest bar: what label printers of 203 dots an inch print with two dots, and every gun reads.
 */
const MODULE_MM = 0.25
/** A gun of the counter still reads bars as narrow as this. */
const NARROWEST_MM = 0.19
const PIXELS_PER_MODULE = 4
/** White the standard asks for on either side (ISO/IEC 15417), in modules. */
const QUIET_MODULES = 10

export interface Barcode {
  readonly png: Uint8Array
  readonly widthMm: number
}

/**
 * A bare number as Code 128, for barcode guns without a camera: bars of the given height, as wide as the number needs.
 * Undefined where it does not fit into the room or has signs the code does not have; the QR beside it takes any.
 */
export async function code128(number: string, heightMm: number, roomMm: number): Promise<Barcode | undefined> {
  if (!/^[\x20-\x7e]+$/.test(number)) return undefined
  // Loaded when the first label is printed: no start of the program waits for it.
  const { toBuffer } = await import('bwip-js/node')
  const png = await toBuffer({
    bcid: 'code128',
    text: number,
    scale: PIXELS_PER_MODULE,
    height: heightMm,
    paddingwidth: QUIET_MODULES,
    backgroundcolor: 'ffffff'
  })
  const picture = readPicture(png)
  if (!picture) return undefined
  const modules = picture.width / PIXELS_PER_MODULE
  const moduleMm = Math.min(MODULE_MM, roomMm / modules)
  return moduleMm < NARROWEST_MM ? undefined : { png, widthMm: modules * moduleMm }
}
