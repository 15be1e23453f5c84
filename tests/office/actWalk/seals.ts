import { requestBlanks } from '@main/ledgers/seals/blank/request'
import { stampBlanks } from '@main/ledgers/seals/blank/acts'
import { carryOutDestruction, requestDestruction, type CarryOutInput } from '@main/ledgers/seals/destruction/acts'
import { registerEngraved, requestEngraving, type EngraveInput } from '@main/ledgers/seals/engraving/acts'
import { BlankBatch, Destruction, Engraving } from '@main/ledgers/seals/entities'
import { stamp, type StampInput } from '@main/ledgers/seals/use/stamp'
import { handOver } from '@main/ledgers/seals/custody/acts'
import { anAttachment } from '../../support/people'
import { anApprovedRequest, approved, aSeal, aSealBureau, doing, everyone, pen, sealNow } from '../../support/seals'
import { withField, type Walk, type WalkedAct } from './walk'

/** Stamping, engraving, destroying, blanks. */
export const sealsWalk: Walk = async (house): Promise<readonly WalkedAct[]> => {
  const bureau = await aSealBureau(house)
  const { read } = house.database
  const seal = await aSeal(house, bureau)
  const photoId = (await anAttachment(house, '照片.png')).id
  const all = everyone(bureau)
  return [
    {
      ledger: 'seals',
      kinds: ['seals.useBureau', 'seals.useUnit', 'seals.usePersonal', 'seals.useFinance'],
      procedure: 'seals.uses.stamp',
      approve: async () => {
        const request = await anApprovedRequest(house, bureau, seal, { copies: 2, impressions: 4 })
        return {
          input: {
            requestId: request.id,
            version: request.version,
            copies: 2,
            impressions: 4,
            blank: false,
            place: 'custodyRoom',
            handler: pen(bureau.clerk)
          },
          act: (input) => doing(house, bureau.custodian, (unit) => stamp(unit, input as unknown as StampInput))
        }
      },
      bound: {
        copies: [{ with: withField({ copies: 3 }), rule: 'SEAL-07' }],
        impressions: [{ with: withField({ impressions: 5 }), rule: 'SEAL-07' }],
        blank: [{ with: withField({ blank: true }), rule: 'SEAL-12' }],
        place: [{ with: withField({ place: 'elsewhere' }), rule: 'SEAL-11' }],
        handler: [{ with: withField({ handler: pen(bureau.temp) }), rule: 'K-11' }]
      },
      own: ['scanId', 'remarks']
    },
    {
      ledger: 'seals',
      kinds: ['seals.engraving'],
      procedure: 'seals.engravings.engrave',
      approve: async () => {
        const asked = await doing(house, bureau.clerk, (unit) =>
          requestEngraving(unit, house, {
            name: `新章${house.newId().slice(-4)}`,
            imprintText: '测试局执法中队',
            kind: 'unit',
            material: 'rubber',
            size: '直径4.2厘米',
            shape: 'round',
            unitId: bureau.squad.id,
            engraving: 'first',
            reason: '机构新设',
            basis: '编委批复'
          })
        )
        await approved(house, asked.approvalId ?? '', all)
        const { id, version } = await read.findOneByOrFail(Engraving, { id: asked.id })
        return {
          input: {
            id,
            version,
            engraver: '永安刻章店',
            designated: true,
            approvalDocument: '洞城管批〔2026〕3号',
            engravedOn: house.clock.today(),
            imprintId: photoId,
            storage: '保管室',
            safeguard: '保险柜'
          },
          act: (input) =>
            doing(house, bureau.director, (unit) => registerEngraved(unit, input as unknown as EngraveInput))
        }
      },
      bound: {
        designated: [{ with: withField({ designated: false }), rule: 'SEAL-03' }],
        engraver: [{ with: withField({ engraver: undefined }), rule: 'SEAL-03' }],
        approvalDocument: [{ with: withField({ approvalDocument: undefined }), rule: 'SEAL-03' }],
        // Engraved before it was approved, and on a day to come.
        engravedOn: [
          { with: withField({ engravedOn: '2026-09-29' }), rule: 'SEAL-03' },
          { with: withField({ engravedOn: '2026-10-01' }), rule: 'SEAL-03' }
        ],
        imprintId: [{ with: withField({ imprintId: undefined }), rule: 'SEAL-03' }],
        storage: [{ with: withField({ storage: undefined }), rule: 'SEAL-01' }],
        safeguard: [{ with: withField({ safeguard: undefined }), rule: 'SEAL-01' }]
      },
      own: ['sealCode', 'remarks']
    },
    {
      ledger: 'seals',
      kinds: ['seals.destruction'],
      procedure: 'seals.destructions.carryOut',
      approve: async () => {
        const old = await aSeal(house, bureau, { kind: 'unit' })
        const signatures = { from: pen(bureau.custodian), to: pen(bureau.director) }
        await doing(house, bureau.director, (unit) =>
          handOver(unit, {
            id: old.id,
            version: old.version,
            kind: 'recovery',
            toPersonId: bureau.director.id,
            keysHandedOver: true,
            reason: '机构撤销',
            signatures
          })
        )
        const back = await sealNow(house, old)
        const asked = await doing(house, bureau.director, (unit) =>
          requestDestruction(unit, house, {
            sealId: back.id,
            version: back.version,
            reason: '机构撤销',
            method: '切割粉碎'
          })
        )
        await approved(house, asked.approvalId ?? '', all)
        const { id, version } = await read.findOneByOrFail(Destruction, { id: asked.id })
        return {
          input: {
            id,
            version,
            place: '办公室',
            photoId,
            witnesses: [pen(bureau.clerk), pen(bureau.legal)]
          },
          act: (input) =>
            doing(house, bureau.custodian, (unit) => carryOutDestruction(unit, input as unknown as CarryOutInput))
        }
      },
      bound: {
        place: [{ with: withField({ place: undefined }), rule: 'SEAL-18' }],
        photoId: [{ with: withField({ photoId: undefined }), rule: 'SEAL-18' }],
        witnesses: [
          { with: withField({ witnesses: [pen(bureau.clerk)] }), rule: 'SEAL-18' },
          {
            with: withField({ witnesses: [pen(bureau.clerk), pen(bureau.director)] }),
            rule: 'K-12'
          }
        ]
      },
      own: []
    },
    {
      ledger: 'seals',
      kinds: ['seals.blanks'],
      procedure: 'seals.blanks.stamp',
      approve: async () => {
        const serialFrom = (await read.count(BlankBatch)) * 10 + 1
        const { batch } = await doing(house, bureau.clerk, (unit) =>
          requestBlanks(unit, house, {
            sealId: seal.id,
            kind: 'strip',
            purpose: '现场查封',
            format: '封条',
            serialPrefix: 'GZ',
            serialFrom,
            serialTo: serialFrom + 4,
            responsibleId: bureau.squadHead.id
          })
        )
        await approved(house, batch.approvalId ?? '', all)
        const { id, version } = await read.findOneByOrFail(BlankBatch, { id: batch.id })
        return {
          input: { id, version, place: 'custodyRoom' },
          act: (input) =>
            doing(house, bureau.custodian, (unit) =>
              stampBlanks(unit, input as unknown as Parameters<typeof stampBlanks>[1])
            )
        }
      },
      bound: { place: [{ with: withField({ place: 'elsewhere' }), rule: 'SEAL-11' }] },
      own: ['remarks']
    }
  ]
}
