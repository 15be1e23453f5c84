import { expect, it } from 'vitest'
import { eachInTurns, filterInTurns, mapInTurns } from '@main/platform/turns'

const rows = Array.from({ length: 40 }, (_, index) => index)
const busy = (milliseconds: number) => {
  const end = performance.now() + milliseconds
  while (performance.now() < end);
}

it('lets others in between many rows, and goes through all of them in order', async () => {
  const seen: number[] = []
  let others = 0
  const beat = setInterval(() => (others += 1), 1)
  await eachInTurns(rows, (row, index) => {
    busy(2)
    seen.push(row + index)
  })
  clearInterval(beat)
  expect(seen).toEqual(rows.map((row) => row * 2))
  expect(others).toBeGreaterThan(1)
})

it('makes and chooses as map and filter do, and ends with the fault of a row', async () => {
  expect(await mapInTurns(rows, (row, index) => row * index)).toEqual(rows.map((row) => row * row))
  expect(await filterInTurns(rows, (row) => row % 7 === 3)).toEqual(rows.filter((row) => row % 7 === 3))
  const failing = eachInTurns(rows, (row) => {
    if (row === 5) throw new RangeError('第五行')
  })
  await expect(failing).rejects.toThrow('第五行')
})
