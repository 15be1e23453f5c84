import { contract } from '../../../contract'
import { formatDate } from '../../../contract/display'
import { notFound } from '../../../kernel/fault'
import { Unit } from '../../../office/entities'
import type { FormDefinition } from '../../../office/outputs/outputDefinitions'
import { recordAccess } from '../../../office/outputs/access'
import { bureauName } from '../../../office/people/bureau'
import { Seal } from '../entities'
import { imprintBlock, imprintOf } from './imprint'
import { sealDetail } from './rows'

/** 启用通知, an official page with the imprint. */
export const activationForm: FormDefinition = {
  id: 'seal-activation',
  name: '启用通知',
  access: recordAccess(contract.seals.register.get, sealDetail),
  find: async ({ manager }, number) => (await manager.findOneBy(Seal, [{ number }, { activationNumber: number }]))?.id,
  make: async (reading, id) => {
    const { manager } = reading
    const seal = await manager.findOneBy(Seal, { id })
    if (!seal?.activationNumber || !seal.activatedOn) throw notFound('启用通知，印章尚未发文启用')
    const bureau = await bureauName(manager)
    const unit = await manager.findOneBy(Unit, { id: seal.unitId })
    const issuer = `${bureau}办公室`
    const predecessor = seal.predecessorId ? await manager.findOneBy(Seal, { id: seal.predecessorId }) : null
    return {
      title: `${issuer}关于启用“${seal.name}”的通知`,
      colophon: { issuer, date: seal.activatedOn },
      number: seal.number,
      bureau,
      letterhead: { issuer, documentNumber: seal.activationNumber },
      blocks: [
        {
          kind: 'text',
          addressee: '各科室、大队、中队，局属各单位：',
          paragraphs: [
            `根据工作需要，经批准，自${formatDate(seal.activatedOn)}起启用“${seal.imprintText}”印章，由${unit?.name ?? ''}保管使用。`,
            ...(predecessor ? [`原印章“${predecessor.name}”同时停止使用。`] : []),
            '特此通知。'
          ]
        },
        imprintBlock('附：印模', await imprintOf(reading, seal.imprintId)),
        { kind: 'text', paragraphs: [], closing: { name: issuer, date: seal.activatedOn } }
      ]
    }
  }
}
