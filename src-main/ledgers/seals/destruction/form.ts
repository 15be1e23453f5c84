import { contract } from '../../../contract'
import { formatMoment } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { type FormDefinition, ownRecord } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { opinionBoxes } from '../../../office/records/opinionBoxes'
import { signatureLines } from '../../../office/records/signatureLines'
import { Destruction, Seal } from '../entities'
import { imprintBlock, imprintOf } from '../seal/imprint'
import { destructionDetail, destructionRows } from './rows'

/** 销毁记录. */
export const destructionForm: FormDefinition = {
  id: 'seal-destruction',
  name: '销毁记录',
  bears: { sealDestruction: ownRecord },
  access: recordAccess(contract.seals.destructions.get, destructionDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Destruction, { number }))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const destruction = await manager.findOneBy(Destruction, { id })
    const [row] = destruction ? await destructionRows(manager, [destruction]) : []
    if (!destruction || !row) throw notFound('销毁申请')
    const seal = await manager.findOneByOrFail(Seal, { id: destruction.sealId })
    const photo = await imprintOf(reading, destruction.photoId)
    return {
      title: '印章销毁记录',
      number: row.number,
      bureau: await bureauName(manager),
      blocks: [
        {
          kind: 'facts',
          facts: [
            { label: '印章', value: row.sealName },
            { label: '编号', value: seal.number },
            { label: '销毁原因', value: row.reason, span: 3 },
            { label: '时间', value: formatMoment(row.destroyedAt) },
            { label: '地点', value: row.place ?? '' },
            { label: '方式', value: row.method, span: 3 }
          ]
        },
        imprintBlock('印模', await imprintOf(reading, seal.imprintId)),
        { kind: 'opinions', boxes: await opinionBoxes(reading, destruction.approvalId) },
        {
          kind: 'signatures',
          lines: await signatureLines(
            reading,
            [destruction.id],
            [
              { label: '监销人', name: row.firstWitnessName },
              { label: '监销人', name: row.secondWitnessName }
            ]
          )
        },
        ...(photo
          ? [
              {
                kind: 'photos' as const,
                caption: '销毁照片',
                pictures: [{ picture: photo, caption: `${row.sealName}销毁` }]
              }
            ]
          : [])
      ]
    }
  }
}
