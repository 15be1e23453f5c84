import { beforeAll, expect, it } from 'vitest'
import { listInput } from '@main/contract/lists'
import { Seal, SealUse } from '@main/ledgers/seals/entities'
import { usePage } from '@main/ledgers/seals/use/rows'
import { sealDetail, sealPage } from '@main/ledgers/seals/seal/rows'
import { verifyHouse } from '@main/office/administration/verify'
import { Handover } from '@main/office/entities'
import { onBothEngines } from '../../support/house'
import { aSealBureau, readingAs, type SealBureau } from '../../support/seals'
import { orderOf, taken, tried, type Cell } from '../../support/takeOver'
import { register, registerBook, usesBook } from './books'

onBothEngines('the import of a hand-kept register of seals', (house) => {
  let bureau: SealBureau
  beforeAll(async () => {
    bureau = await aSealBureau(house())
  })

  it('finds nothing wrong with it, offers the new departments, and saves nothing', async () => {
    const report = await tried(house(), orderOf('seals', await registerBook()))
    expect(report.problems).toEqual([])
    expect(report).toMatchObject({
      rows: 4,
      accepted: 4,
      committed: false,
      unknownUnits: ['财务股', '法规股'],
      unknownPeople: []
    })
    expect(await house().database.read.count(Seal)).toBe(0)
  })

  it('takes every seal over as an opening entry with its custodian, without an imprint, and everything still proves', async () => {
    expect(await taken(house(), orderOf('seals', await registerBook()))).toMatchObject({ committed: true, accepted: 4 })
    const { rows } = await sealPage(await readingAs(house(), bureau.director), listInput.parse({}))
    expect(
      rows.map(({ number, name, kind, material, shape, ink, unitName, custodianName, state }) => [
        number,
        name,
        kind,
        material,
        shape,
        ink,
        unitName,
        custodianName,
        state
      ])
    ).toEqual([
      ['YZ-2026-000001', '局行政章', 'bureau', 'copper', 'round', 'red', '办公室', '唐监印', 'inUse'],
      ['YZ-2026-000002', '局党组章', 'partyGroup', 'copper', 'round', 'red', '办公室', '唐监印', 'inUse'],
      ['YZ-2026-000003', '财务专用章', 'finance', 'rubber', 'round', 'red', '财务股', '单出纳', 'inUse'],
      ['YZ-2026-000004', '案件核审章', 'caseReview', 'photosensitive', 'rectangle', 'blue', '法规股', null, 'inUse']
    ])
    expect(
      rows.map(({ engravedOn, activationNumber, storage, size }) => [engravedOn, activationNumber, storage, size])
    ).toEqual([
      ['2021-03-01', '云城管办〔2021〕5号', '一号保险柜', '直径4.2厘米'],
      ['2021-03-01', null, '一号保险柜', '直径4.2厘米'],
      ['2022-05-06', null, '财务室铁柜', '直径3.8厘米'],
      [null, null, null, '待核']
    ])
    expect(rows[0]?.scope).toEqual(expect.arrayContaining(['officialDocument', 'contract', 'certificate']))
    expect(rows.every(({ opening, imprintId }) => opening && imprintId === null)).toBe(true)
    const handovers = await house().database.read.findBy(Handover, { ledger: 'seals' })
    expect(handovers.map(({ kind, fromName, toName }) => [kind, fromName, toName])).toHaveLength(3)
    const detail = await sealDetail(await readingAs(house(), bureau.custodian), rows[0]?.id ?? '')
    expect(detail.handovers.map(({ kind, toName, reason }) => [kind, toName, reason])).toEqual([
      ['receipt', '唐监印', '期初登记']
    ])
    // Nobody keeps the last one yet: the office has it received, not handed on.
    const unclaimed = await sealDetail(await readingAs(house(), bureau.director), rows[3]?.id ?? '')
    expect(unclaimed.actions.find(({ action }) => action === 'receipt')?.enabled).toBe(true)
    expect(unclaimed.actions.find(({ action }) => action === 'transfer')?.reason).toBe('还没有保管人，先办领取')
    expect(await verifyHouse(house())).toMatchObject({ ok: true })
  })

  it('takes the same seals over no second time: every row is named', async () => {
    const report = await tried(house(), orderOf('seals', await registerBook()))
    expect(report.accepted).toBe(0)
    expect(report.problems.map(({ row, column, message }) => [row, column, message])).toEqual(
      register.map(([, name], index) => [index + 4, 'B 名称', `“${String(name)}”已在印章登记中`])
    )
  })

  it('SEAL-20 SEAL-07 holds a private seal beside the finance seal, and one nobody is named for', async () => {
    const wrong = register.map((row) => [row[0] ?? null, `新${String(row[1])}`, ...row.slice(2)])
    const personal = (name: string, imprint: string, custodian: string): Cell[] => [
      5,
      name,
      imprint,
      '个人',
      null,
      null,
      null,
      null,
      null,
      null,
      null,
      '财务股',
      custodian,
      null,
      null
    ]
    const report = await tried(
      house(),
      orderOf(
        'seals',
        await registerBook([
          ...wrong,
          personal('局长印鉴', '周局长', '单出纳'),
          personal('法人章', '某某之印', '唐监印')
        ])
      )
    )
    expect(report.problems.map(({ row, column }) => [row, column])).toEqual([
      [9, '印鉴领导'],
      [8, 'M 保管人']
    ])
    expect(report.problems[0]?.message).toMatch(/^SEAL-07 .*《印章管理制度》第五条.+请填写“印鉴领导”$/)
    expect(report.problems[1]?.message).toMatch(/^SEAL-20 .*《.+第二十条：单出纳已保管“财务专用章”/)
  })

  it('lists seals a book of uses names that the register does not know, with where, how often and what to do', async () => {
    const order = orderOf('seal-uses', await usesBook())
    const report = await tried(house(), order)
    expect(report.problems).toEqual([])
    expect(
      report.unknownRecords?.map(({ what, name, sheet, row, column, rows }) => [what, name, sheet, row, column, rows])
    ).toEqual([
      ['印章', '合同章', '九月', 4, '印章', 2],
      ['印章', '局公章', '九月', 5, '印章', 1]
    ])
    expect(report.unknownRecords?.[0]?.advice).toBe(
      '如确是另一枚印章，导入时按合同专用章登记为期初印章，印文、尺寸、保管人随后补齐'
    )
    expect(report.unknownRecords?.[1]?.advice).toMatch(/^如就是登记里的“局行政章”，请在表里改成同名后重新核对/)

    const strict = await tried(house(), { ...order, createUnknown: false })
    expect(strict.accepted).toBe(1)
    expect(strict.problems.map(({ row, column }) => [row, column])).toEqual([
      [4, 'D 印章'],
      [5, 'D 印章'],
      [6, 'D 印章']
    ])
    expect(strict.problems[1]?.message).toMatch(/^印章登记里没有“局公章”。如就是登记里的“局行政章”/)
  })

  it('enters them when told to, and the uses stand under the seals they name', async () => {
    expect(await taken(house(), orderOf('seal-uses', await usesBook()))).toMatchObject({ committed: true, accepted: 4 })
    const { rows } = await usePage(await readingAs(house(), bureau.director), listInput.parse({}))
    expect(rows.map(({ sealName, copies }) => [sealName, copies]).toSorted()).toEqual([
      ['合同章', 2],
      ['合同章', 4],
      ['局公章', 3],
      ['局行政章', 1]
    ])
    const entered = await house().database.read.findBy(Seal, { size: '待核', opening: true })
    expect(entered.map(({ name, kind }) => [name, kind]).toSorted()).toEqual([
      ['合同章', 'contract'],
      ['局公章', 'bureau'],
      ['案件核审章', 'caseReview']
    ])
    expect((await verifyHouse(house())).ok).toBe(true)
    expect(await house().database.read.count(SealUse)).toBe(4)
  })
})
