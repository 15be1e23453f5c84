import type { PenStrokes } from '../../contract/pen'
import { pngOf } from '../../platform/documents/png'

/** A small drawing that stands for a photograph of the demo bureau: a box of the given colour (0xRRGGBB) on grey. */
export function demoPicture(colour: number): Buffer {
  return pngOf(160, 120, (x, y) => {
    const inside = x > 35 && x < 125 && y > 30 && y < 95
    const edge = inside && (x < 38 || x > 122 || y < 33 || y > 92)
    return edge ? 0x333333 : inside ? colour : 0xd8d8d8 - (y % 40 === 0 ? 0x101010 : 0)
  })
}

let drawings = 0

/** A line of ink that stands for somebody's handwriting; like any hand's, none is quite like another. */
export function demoInk(): PenStrokes {
  drawings += 1
  const hand = drawings
  const wave = (along: number) =>
    30 + 18 * Math.sin(along * (24 + (hand % 13))) * Math.cos(along * (5 + (hand % 7))) + 5 * Math.sin(along * 61)
  return [0, 1, 2].map((part) =>
    Array.from({ length: 24 }, (_, step) => {
      const along = part / 3 + step / 72
      // Which drawing it is stands in the end of its last stroke, as a small flourish.
      const flourish = part === 2 && step > 19 ? ((hand >> ((step - 20) * 4)) & 15) + 1 : 0
      return { x: Math.round(20 + 260 * along) + flourish, y: Math.round(wave(along)), ms: part * 500 + step * 14 }
    })
  )
}
