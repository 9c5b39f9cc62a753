import { getDocument, GlobalWorkerOptions, VerbosityLevel, type PDFDocumentProxy } from 'pdfjs-dist'
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

GlobalWorkerOptions.workerSrc = worker

/** Which characters the codes of Chinese and Japanese texts are, where a document does not bring that itself. */
const CHARACTERS = import.meta.glob<string>('/node_modules/pdfjs-dist/cmaps/*.bcmap', { query: '?url', import: 'default', eager: true })

/** The build names these files as it likes, so they are looked up and not put together from a folder and a name. */
class Characters {
  async fetch({ filename }: { filename: string }): Promise<Uint8Array> {
    const answer = await fetch(CHARACTERS[`/node_modules/pdfjs-dist/cmaps/${filename}`] ?? '')
    return new Uint8Array(await answer.arrayBuffer())
  }
}

/** Opens a document to be drawn page by page. Whoever made it: none of its scripts is run. */
export async function openPdf(content: Blob): Promise<PDFDocumentProxy> {
  return getDocument({
    data: await content.arrayBuffer(),
    BinaryDataFactory: Characters,
    cMapUrl: '/',
    isEvalSupported: false, // neither this nor WebAssembly is allowed by our Content-Security-Policy
    useWasm: false,
    enableXfa: false,
    verbosity: VerbosityLevel.ERRORS // faults of a document that can be shown all the same are not ours
  }).promise
}
