import type { DocumentKind, UseRequestDetail } from '../../../contract/seals'
import { templateOf } from '../documentKinds'
import type { Seal, UseRequest } from '../entities'

/** What the kind of document and the seal bring along. */
const usualOf = ({ documentKind, copies }: Pick<PaperInput, 'documentKind' | 'copies'>, seal: Seal) => {
  const { impressionsPerCopy, purpose } = templateOf(documentKind)
  return { impressions: copies * impressionsPerCopy, purpose, signingBody: seal.imprintText }
}

/** What is to be sealed; what an applicant leaves out comes from the template of the kind. */
export interface PaperInput {
  readonly sealId: string
  readonly documentKind: DocumentKind
  readonly title: string
  readonly documentNumber?: string | undefined
  readonly addressee?: string | undefined
  readonly copies: number
  readonly impressions?: number | undefined
  readonly purpose?: string | undefined
  readonly signingBody?: string | undefined
  readonly onBehalf: boolean
  readonly blank: boolean
}

/** The paper with everything its template fills in. */
export function completed(input: PaperInput, seal: Seal) {
  const usual = usualOf(input, seal)
  return {
    documentKind: input.documentKind,
    title: input.title,
    documentNumber: input.documentNumber ?? null,
    addressee: input.addressee ?? null,
    copies: input.copies,
    impressions: input.impressions ?? usual.impressions,
    purpose: input.purpose ?? usual.purpose,
    signingBody: input.signingBody ?? usual.signingBody,
    onBehalf: input.onBehalf
  }
}

/** What an application has instead of the usual; null where it follows it. */
export function insteadOfUsual(request: UseRequest, seal: Seal): UseRequestDetail['insteadOfUsual'] {
  const usual = usualOf(request, seal)
  return {
    impressions: request.impressions === usual.impressions ? null : request.impressions,
    purpose: request.purpose === usual.purpose ? null : request.purpose,
    signingBody: request.signingBody === usual.signingBody ? null : request.signingBody
  }
}
