import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keptKindOf } from '@main/office/outputs/fileKinds'
import { closeTestHouse, type TestHouse } from '../../support/house'
import { taken } from '../../support/takeOver'
import { caseFiles, caseHouse, caseOrder, casesFolder, problemsOf, tryCase, valuesOf } from './cases'

let house: TestHouse
beforeAll(async () => {
  house = await caseHouse()
})
afterAll(() => closeTestHouse(house))

describe('registers', () => {
  it('d01 takes a document number as its cell shows it', async () =>
    expect(valuesOf(await tryCase(house, 'd01'), 'documentNumber')).toEqual([
      ['洞城扣字〔2026〕901号'],
      ['洞城扣字〔2026〕902号'],
      ['洞城扣字〔2026〕903号']
    ]))

  it('d04 d08 keeps the day of a cell with a time', async () => {
    expect(valuesOf(await tryCase(house, 'd08'), 'intakeOn')).toEqual([['2026-02-01'], ['2026-02-01'], ['2026-02-01']])
    expect(valuesOf(await tryCase(house, 'd04'), 'intakeOn', 'settledOn')[0]).toEqual(['2026-02-01', '2026-02-02'])
  })

  it('d04 asks once what a word outside the choices means', async () => {
    const trial = await tryCase(house, 'd04')
    expect(trial.report.questions.map(({ value, proposal }) => [value, proposal])).toEqual([
      ['已退还', '退还'],
      ['退还当事人', '退还']
    ])
    expect(problemsOf(trial)).toContain('--value 已退还=退还')
    expect(trial.rows.find(({ row }) => row === 8)?.values['outcome']).toBeNull()
  })

  it('d06 takes no five digits for a day of 1955', async () => {
    const trial = await tryCase(house, 'd06')
    expect(valuesOf(trial, 'intakeOn')).toEqual([['2026-02-01']])
    expect(problemsOf(trial)).toContain('“20262”不是有效日期')
  })

  it('u01 reads 2份 as 2', async () => {
    const trial = await tryCase(house, 'u01')
    expect(valuesOf(trial, 'title', 'copies')).toEqual([
      ['材料0', 2],
      ['材料5', 2],
      ['材料6', 3],
      ['材料7', 2]
    ])
  })

  it('u03 then u04: the same uses under another name double nothing', async () => {
    expect(await taken(house, caseOrder('u03'))).toMatchObject({ rows: 1, accepted: 1, committed: true })
    expect(await taken(house, caseOrder('u04'))).toMatchObject({
      rows: 1,
      accepted: 0,
      known: 1,
      committed: false
    })
    const again = await tryCase(house, 'u04')
    expect(problemsOf(again)).toContain('已有相同用印')
  })

  it('u06 u07 finds the people behind two names, （代） and *, and makes nobody of them', async () => {
    const two = await tryCase(house, 'u06')
    expect(two.report).toMatchObject({ accepted: 1, unknownPeople: [] })
    const marked = await tryCase(house, 'u07')
    expect(marked.report).toMatchObject({ accepted: 4, unknownPeople: [] })
    expect(valuesOf(marked, 'day').slice(2)).toEqual([['2026-04-10'], ['2026-11-20']])
    expect(problemsOf(marked)).toBe('提示：第5、6行没有写年份，按表上写的2026年读入，请核对')
  })
})

it.each(caseFiles.map((file) => [file]))('%s is kept by the window if the command line reads it', async (file) => {
  const bytes = readFileSync(casesFolder + file)
  const read = await tryCase(house, file.split('-')[0] ?? '').then(
    () => true,
    () => false
  )
  if (read) expect(await keptKindOf(bytes, file)).toBeDefined()
})

// The others were read rightly before: every row is taken, or held for a reason that is named.
it.each(caseFiles.map((file) => [file]))('%s never ends in a fault of the program', async (file) => {
  const outcome = await tryCase(house, file.split('-')[0] ?? '').catch((fault: { type?: string }) => fault)
  if ('report' in outcome)
    expect(outcome.report.accepted + outcome.report.known).toBeLessThanOrEqual(outcome.report.rows)
  else expect(outcome.type).toBe('invalid')
})
