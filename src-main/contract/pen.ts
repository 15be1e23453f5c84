import { z } from 'zod'

/** A point of ink: place on the pad in pixels, milliseconds since the pen first touched it. */
const point = z.strictObject({
  x: z.int().min(-200).max(4000),
  y: z.int().min(-200).max(4000),
  ms: z.int().min(0).max(600_000)
})
export type PenPoint = z.infer<typeof point>
/** What was drawn on a pad: each stroke from where the pen touched it to where it was lifted. */
export type PenStrokes = PenPoint[][]

const most = { strokes: 80, points: 4000 }
/** What nobody can sign in less than: points, milliseconds, pixels from side to side. */
const least = { points: 10, ms: 100, pixels: 15 }

/** Why strokes are nobody's handwriting, in words for whoever signs; undefined when they may be. */
export function penFlaw(strokes: PenStrokes): string | undefined {
  const points = strokes.flat()
  if (points.length > most.points) return '手写签名的笔画过多，请重写'
  const [xs, ys] = [points.map(({ x }) => x), points.map(({ y }) => y)]
  const extent = Math.max(Math.max(...xs) - Math.min(...xs), Math.max(...ys) - Math.min(...ys))
  if (points.length < least.points || extent < least.pixels) return '手写签名的笔画太少，请完整签写姓名'
  if (points.some(({ ms }, index) => ms < (points[index - 1]?.ms ?? 0))) return '手写签名的笔画时间前后颠倒，请当面重写'
  const [first, last] = [points[0], points.at(-1)]
  if ((last?.ms ?? 0) - (first?.ms ?? 0) < least.ms) return '手写签名没有书写过程，请当面重写'
  return undefined
}

/** A signature drawn on a pad in the act itself; a picture that lies ready is none. */
export const penStrokes = z
  .array(z.array(point).min(1).max(most.points), { error: '请当面手写签名' })
  .min(1, '请当面手写签名')
  .max(most.strokes, '手写签名的笔画过多，请重写')
  .superRefine((strokes, context) => {
    const flaw = penFlaw(strokes)
    if (flaw !== undefined) context.addIssue({ code: 'custom', message: flaw })
  })
