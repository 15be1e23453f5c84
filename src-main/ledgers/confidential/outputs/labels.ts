import { notFound } from '../../../kernel/fault'
import type { LabelDefinition } from '../../../office/outputs/outputDefinitions'
import { rowsById } from '../../../platform/database/readRows'
import { Carrier } from '../entities'
import { mustKnow } from '../visibility'

/** Labels of carriers: register and copy number, nothing else. */
export const carrierLabels: LabelDefinition = {
  id: 'confidential.carriers',
  name: '载体标签',
  access: ['confidentialityOfficer'],
  make: async ({ manager, actor }, subjectIds, layout) => {
    mustKnow(actor, '载体')
    const carriers = await rowsById(manager, Carrier, subjectIds)
    const labels = subjectIds.map((id) => {
      const carrier = carriers.get(id)
      if (!carrier) throw notFound('载体')
      const [number = '', copyNumber = ''] = carrier.label.split(' ')
      return { title: number, lines: [`份号 ${copyNumber}`], number: carrier.label }
    })
    return { layout, labels }
  }
}
