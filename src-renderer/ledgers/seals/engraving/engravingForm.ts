import { computed, watch, type ComputedRef } from 'vue'
import { engravingKinds } from '@contract/seals/words'
import { engraving as engravingRecord } from '@contract/seals/engraving'
import { seal as sealRecord } from '@contract/seals/seal'
import type { client } from '../../../api/client'
import { choicesOf, formFields, type FormField, type Incomplete, type InputOf } from '../../../ledger-kit'
import { looksFields } from '../seal/looks'
import { useRegister } from '../seal/sealOptions'

type Asked = Omit<InputOf<typeof client.seals.engravings.request>, 'reasons'>

const matter: FormField = {
  name: 'engraving',
  label: '事项',
  kind: 'choice',
  section: '申请',
  required: true,
  choices: choicesOf(engravingKinds)
}

/**
 * The fields of an engraving application. A successor looks like the seal it takes over from; all of it can be changed.
 */
export function useEngravingForm(model: Incomplete<Asked>): {
  readonly register: ReturnType<typeof useRegister>
  readonly fields: ComputedRef<FormField[]>
} {
  const register = useRegister()
  const fields = computed(() => [
    matter,
    ...formFields(engravingRecord.fields, 'reason', 'basis'),
    ...(model.engraving === 'first'
      ? []
      : formFields(
          engravingRecord.fields,
          ['predecessorName', { name: 'predecessorId', required: true, options: register.options.value }],
          ['oldSealHandling', { placeholder: '如 新印章启用前交回办公室' }]
        )),
    ...(model.engraving === 'reissue'
      ? ([
          { name: 'originalApproval', label: '原刻制批准文号', kind: 'code', section: '原印章', required: true }
        ] as const)
      : []),
    ...looksFields(model.kind, '印章'),
    ...formFields(sealRecord.fields, ['scopeText', { name: 'scope', hint: '不勾按类别的规定范围' }])
  ])
  watch(
    () => model.predecessorId,
    (id) => {
      const old = register.byId(id)
      if (!old || model.name || model.imprintText) return
      const { name, imprintText, kind, material, size, shape, ink, unitId, scope, approvalDocument } = old
      Object.assign(model, { name, imprintText, kind, material, size, shape, ink, unitId, scope: [...scope] })
      if (model.engraving === 'reissue') model.originalApproval = approvalDocument ?? undefined
    }
  )
  return { register, fields }
}
