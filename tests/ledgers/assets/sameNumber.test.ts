import { beforeAll, expect, it } from 'vitest'
import { confirmLabel } from '@main/ledgers/assets/cards/acts'
import { enterCards } from '@main/ledgers/assets/cards/enter'
import { assetsImport } from '@main/ledgers/assets/cards/import'
import { cardByNumber } from '@main/ledgers/assets/cards/rows'
import { cardsNumbered } from '@main/ledgers/assets/cards/same'
import type { Asset } from '@main/ledgers/assets/entities'
import { matchBooks } from '@main/ledgers/assets/reconciliation/match'
import { saveRoom } from '@main/ledgers/assets/rooms/acts'
import { roomStandards } from '@main/ledgers/assets/rooms/standard'
import { searchAssets } from '@main/ledgers/assets/search'
import { handInScans } from '@main/ledgers/assets/stocktake/count'
import { openStocktake } from '@main/ledgers/assets/stocktake/open'
import {
  aCard,
  aCardFor,
  accepted,
  anApprovedRequest,
  anAssetBureau,
  doing,
  expectRefused,
  type AssetBureau
} from '../../support/assets'
import { onBothEngines } from '../../support/house'
import { readingAs } from '../../support/ledgerActs'
import { arranging } from '../../support/people'

onBothEngines('one number, serial or place written in two ways', (house) => {
  let bureau: AssetBureau
  let card: Asset
  beforeAll(async () => {
    bureau = await anAssetBureau(house())
    card = await aCard(house(), bureau, { number: 'GD-〔07〕1', serial: 'SN-77A、SN-77B', place: '301室' })
  })

  it('AST-06 is one card: width, blanks, letter case and brackets make no second number or serial', async () => {
    const acceptance = await accepted(house(), bureau, await anApprovedRequest(house(), bureau))
    const entering = (plan: object) =>
      doing(house(), bureau.clerk, (unit) => enterCards(unit, house(), { ...aCardFor(bureau, acceptance), ...plan }))
    await expectRefused(house(), 'AST-06', () => entering({ number: 'ｇｄ－[07] 1' }), /已用于/)
    await expectRefused(house(), 'AST-06', () => entering({ serial: 'sn-77b' }), /序列号已登记/)
    await expectRefused(house(), 'AST-06', () => entering({ serial: 'SN －77Ａ' }), /序列号已登记/)
    expect((await entering({ serial: 'SN-77' }))[0]).toMatchObject({ serial: 'SN-77' })
  })

  it('is found by scanner, search and import, and its label is its label', async () => {
    const reading = await readingAs(house(), bureau.clerk)
    for (const typed of ['gd-(07)1', ' ＧＤ-【07】1', 'GD-〔07〕1'])
      expect((await cardByNumber(reading, typed))?.id, typed).toBe(card.id)
    expect(await cardByNumber(reading, 'GD-〔08〕1')).toBeNull()
    expect((await searchAssets(reading, 'gd-[07]1', 5)).map(({ subjectId }) => subjectId)).toContain(card.id)
    const wide = await aCard(house(), bureau, { number: 'ＧＤ 08－②', place: '309室' })
    for (const typed of ['gd08-2', 'GD08-2', 'gd 0 8-２'])
      expect((await cardByNumber(reading, typed))?.id, typed).toBe(wide.id)
    for (const typed of ['gd08-22', '08-2', '没有编号']) expect(await cardByNumber(reading, typed), typed).toBeNull()
    const many = Array.from({ length: 25 }, (_, index) => `没有${index}`)
    expect([...(await cardsNumbered(reading.manager, [...many, 'gd-(07)1'])).keys()]).toEqual(['gd-(07)1'])
    const { id, version } = card
    await expectRefused(house(), 'AST-07', () =>
      doing(house(), bureau.clerk, (unit) => confirmLabel(unit, house(), { id, version, scanned: 'GD-〔07〕11' }))
    )
    await doing(house(), bureau.clerk, (unit) => confirmLabel(unit, house(), { id, version, scanned: 'ｇｄ-[07]1' }))
    const row = (number: string, at: number) => ({
      sheet: '办公室',
      row: at,
      values: { number, name: '办公桌', originalCents: 150_000, acquiredOn: '2026-01-05' }
    })
    const problems = await assetsImport.check(reading, [row('gd-(07)1', 3), row('GD 99', 4), row('ｇd99', 5)])
    expect(problems.map(({ row: at, message }) => `${at} ${message}`)).toEqual([
      '3 资产编号gd-(07)1已用于“台式计算机”',
      '5 资产编号ｇd99与办公室第4行重复'
    ])
    const serials = (at: number, serial: string) => {
      const plain = row(`GD-S${at}`, at)
      return { ...plain, values: { ...plain.values, serial } }
    }
    // The first is on the card of a batch, the last twice in the file; of many rows the whole book is read at once.
    const some = [serials(3, 'sn－77b'), serials(4, 'PF1、PF2'), serials(5, 'pf 2')]
    const rest = Array.from({ length: 25 }, (_, index) => serials(6 + index, `ONLY${index}`))
    for (const rows of [some, [...some, ...rest]])
      expect(
        (await assetsImport.check(reading, rows)).map(({ row: at, column, message }) => `${at} ${column} ${message}`)
      ).toEqual([
        '3 序列号 序列号sn－77b已登记在台式计算机（GD-〔07〕1），一件物品只有一个序列号，请核对实物（AST-06）',
        '5 序列号 序列号pf 2已登记在办公室第4行，一件物品只有一个序列号，请核对实物（AST-06）'
      ])
  })

  it('AST-14 AST-04 AST-08 counts, rooms and finance’s list go by what is meant', async () => {
    const stocktake = await doing(house(), bureau.clerk, (unit) =>
      openStocktake(unit, { duty: 'none', scope: 'place', scopePlace: '３０１ 室', counterIds: [bureau.clerk.id] })
    )
    const scans = ['gd-[07]1', 'GD-〔07〕1'].map((code, index) => ({
      code,
      place: '301 室',
      at: house().clock.now(),
      key: `same-${index}`
    }))
    const answers = await doing(house(), bureau.clerk, (unit) =>
      handInScans(unit, { id: stocktake.id, round: 'first', scans })
    )
    expect(answers.map(({ outcome }) => outcome)).toEqual(['found', 'repeated'])
    const room = await arranging(house(), (unit) => saveRoom(unit, { name: '301室', unitId: bureau.section.id }))
    const { room: known, kinds } = await roomStandards(
      house().database.read,
      '３０１ 室',
      [{ standardKind: 'computer', quantity: 1 }],
      house().clock.today()
    )
    expect([known?.id, kinds[0]?.held]).toEqual([room.id, 1])
    const { number, name, originalCents, quantity, acquiredOn } = card
    const same = { name, originalCents, accumulatedCents: 0, quantity, acquiredOn }
    const { pairs, differences } = matchBooks(
      [{ ...same, id: card.id, number, unitName: '法制教育股', missing: false }],
      [{ ...same, rowNumber: 3, number: 'ｇｄ-［07］1', unitName: '法制 教育股' }]
    )
    expect([[...pairs.values()].map(({ id }) => id), differences]).toEqual([[card.id], []])
  })
})
