import { imageSize } from 'image-size'

export interface Picture {
  readonly type: 'png' | 'jpg'
  readonly width: number
  readonly height: number
}

/** Kind and pixels of a PNG or JPEG; nothing for any other or damaged picture, which is then left out of the print. */
export function readPicture(bytes: Uint8Array): Picture | undefined {
  try {
    const { type, width, height } = imageSize(bytes)
    if ((type !== 'png' && type !== 'jpg') || width === 0 || height === 0) return undefined
    return { type, width, height }
  } catch {
    return undefined
  }
}

/** Pixels a picture's header says it has, whatever its kind; 0 when it says nothing. Nothing is decoded. */
export function pixelsOf(bytes: Uint8Array): number {
  try {
    const { width, height, images } = imageSize(bytes)
    return Math.max(width * height, ...(images ?? []).map((image) => image.width * image.height))
  } catch {
    return 0
  }
}

/** The largest size of the picture's shape inside the box, in the box's unit. */
export function fitInto(
  picture: Picture,
  width: number,
  height: number
): { readonly width: number; readonly height: number } {
  const scale = Math.min(width / picture.width, height / picture.height)
  return { width: picture.width * scale, height: picture.height * scale }
}
