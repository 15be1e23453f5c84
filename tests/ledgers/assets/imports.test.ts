import { fileURLToPath } from 'node:url'
import { beforeAll, expect, it } from 'vitest'
import { assets } from '@main/ledgers/assets'
import { assetsImport, openingOf } from '@main/ledgers/assets/cards/import'
import { filledCard, keptCard } from '@main/ledgers/assets/cards/make'
import { classTable } from '@main/ledgers/assets/classes/classTable'
import { settleOpening } from '@main/ledgers/assets/depreciation/acts'
import { Asset, AssetBook } from '@main/ledgers/assets/entities'
import { assetProofs } from '@main/ledgers/assets/proofs'
import { takenOverLater } from '@main/ledgers/assets/sheets/asOf'
import { createNames } from '@main/office/outputs/importNames'
import { tryImport, type ImportTrial } from '@main/office/outputs/importService'
import { anAssetBureau, doing, type AssetBureau } from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'
import truth from '../../support/samples/truth.json' with { type: 'json' }

const sample = fileURLToPath(new URL('../../support/samples/固定资产台账.xlsx', import.meta.url))

onBothEngines(
  'the asset register kept by hand',
  (house) => {
    let bureau: AssetBureau
    let trial: ImportTrial
    beforeAll(async () => {
      bureau = await anAssetBureau(house())
      // Read once for all: twelve sheets take a while on a busy machine.
      trial = await tryImport(await readingAs(house(), bureau.clerk), {
        kind: 'assets',
        file: { path: sample, name: '固定资产台账.xlsx' },
        createUnknown: true
      })
    }, 300_000)

    const badRows = () => [
      ...new Set(
        trial.report.problems
          .filter(({ message }) => !message.startsWith('提示：'))
          .map(({ sheet, row }) => `${sheet} ${row}`)
      )
    ]

    it('is read from twelve sheets in one go, with its counts, sums and exactly its bad rows', async () => {
      const { report } = trial
      expect(report.sheets).toHaveLength(12)
      expect(report.rows).toBe(truth.assets.rows)
      expect(report.sums['amountCents']).toBe(truth.assets.totalCents)
      // The second GD00064, and GD00072 bought in "2018年".
      expect(badRows().sort()).toEqual(['督查考评股 8', '财务审计装备股 17'].sort())
      expect(report.problems.some(({ message }) => message.includes('GD00064'))).toBe(true)
    })

    it('AST-18 takes the good rows over as opening cards whose missing depreciation waits to be settled', async () => {
      const bad = badRows()
      const rows = trial.rows.filter(({ sheet, row }) => !bad.includes(`${sheet} ${row}`))
      await doing(house(), bureau.director, async (unit) =>
        assetsImport.commit(unit, rows, await createNames(unit, house(), trial.names, trial.day))
      )
      expect(trial.report.day).toEqual({ label: '账面日期', value: '2026-09-30', from: 'file' })
      const cards = await house().database.read.find(Asset)
      expect(cards).toHaveLength(rows.length)
      expect(
        cards.every(
          ({ opening, unsettled, lifeMonths, acquiredOn }) =>
            opening && (unsettled || lifeMonths === null || acquiredOn >= '2026-10-01')
        )
      ).toBe(true)
      const copier = cards.find(({ number }) => number === 'GD00157')
      expect(copier).toMatchObject({
        quantity: 5,
        originalCents: 14_838_000,
        acquiredOn: '2012-09-24',
        classCode: 'A02020100',
        lifeMonths: 72
      })
      expect(cards.find(({ name }) => name === '执法记录仪')).toMatchObject({ equipmentKind: 'bodyCamera' })
      const ids = cards.filter(({ unsettled }) => unsettled).map(({ id }) => id)
      expect(await doing(house(), bureau.accountant, (unit) => settleOpening(unit, { ids, how: 'once' }))).toBe(
        ids.length
      )
      // Bought in 2012, six years: fully depreciated long ago.
      expect(await house().database.read.findOneByOrFail(AssetBook, { id: copier?.id ?? '' })).toMatchObject({
        netCents: 0,
        depreciation: 'finished'
      })
      for (const proof of assetProofs) expect(await proof(house().database.read)).toEqual([])
    })

    it('AST-18 takes what the old book gave as of the day the book is of, and says so of days before', async () => {
      const [row] = trial.rows
      if (!row) throw new Error('the sample has rows')
      const values = {
        ...row.values,
        number: 'GD-OLD-1',
        serial: null,
        quantity: 1,
        originalCents: 720_000,
        acquiredOn: '2024-01-10',
        enteredOn: '2024-01-10',
        lifeMonths: 72,
        lifeYears: null,
        // 24 months of 100.00, January 2024 to December 2025.
        openingCents: 240_000
      }
      await doing(house(), bureau.director, async (unit) =>
        assetsImport.commit(
          unit,
          [{ ...row, values }],
          await createNames(unit, house(), { ...trial.names, unknownUnits: [], unknownPeople: [] }, '2025-12-31')
        )
      )
      const card = await house().database.read.findOneByOrFail(Asset, { number: 'GD-OLD-1' })
      expect(card).toMatchObject({ openingMonth: '2025-12', openingCents: 240_000, unsettled: false })
      const reading = await readingAs(house(), bureau.clerk)
      expect(await takenOverLater(reading, '2025-12-31')).toEqual([])
      expect(await takenOverLater(reading, '2024-01-09')).toEqual([])
      expect((await takenOverLater(reading, '2025-12-30')).join('')).toMatch(/^2025年12月30日之后才从原台账转入/)
      const sheet = assets.workbooks[0]?.sheets.find(({ name }) => name === '存量情况')
      const facts = async (from: string) => (await sheet?.make(reading, { from, to: '2026-10-31' }))?.facts ?? []
      expect((await facts('2025-12-01')).join('')).toContain('2025年11月30日之后才从原台账转入')
      expect((await facts('2026-01-01')).join('')).not.toContain('转入')
    })

    it('AST-18 keeps given depreciation, accepts what is fully depreciated and what agrees, and flags the rest', async () => {
      const table = await classTable(house().resources)
      const card = filledCard(
        table,
        keptCard({
          name: '台式计算机',
          quantity: 1,
          originalCents: 500_000,
          acquiredOn: '2024-09-01',
          unitId: bureau.section.id
        })
      )
      expect(openingOf(card, 24 * 6_944, '2026-08').origin.unsettled).toBe(false)
      expect(openingOf(card, 500_000, '2026-08')).toMatchObject({
        origin: { unsettled: false, openingCents: 500_000 },
        phase: undefined
      })
      expect(openingOf(card, 100_000, '2026-08').origin.unsettled).toBe(true)
      expect(openingOf(card, null, '2026-08').origin).toMatchObject({ unsettled: true, openingCents: null })
    })
  },
  '2026-11-29T01:00:00.000Z'
)
