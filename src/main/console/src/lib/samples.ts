import type { Field } from './types'

/** What somebody who writes a client needs to know of one call. */
export interface Sample {
  url: string
  body: Record<string, unknown>
}

/** An item of the Parameters pane: the field's label stands where its value will. */
export function item(field: Field) {
  return { id: field.key, value: field.label, type: field.type }
}

const NOW: Record<string, string> = { date: '2026-01-31', time: '09:30', datetime: '2026-01-31T09:30:00Z' }

/** A value that the field takes; undefined where none can be guessed, or none travels in the body. */
export function example(field: Field): unknown {
  switch (field.type) {
    case 'filepicker':
    case 'dynamiclist':
      return undefined
    case 'number':
      return 1
    case 'checkbox':
      return true
    case 'datetime':
      return NOW[field.subtype ?? 'datetime']
    case 'checklist':
    case 'taglist':
      return field.options.length ? [field.options[0].value] : undefined
    case 'radio':
    case 'select':
      return field.options.length ? field.options[0].value : undefined
    default:
      return field.header === 'assignee' ? undefined : field.label
  }
}

/**
 * The formdata of a call that would succeed, as far as the form tells: what must have a value, and what is chosen from
 * a list. A text that may lack is left out, for it may have to look like an address or a number.
 */
export function exampleItems(fields: Field[]) {
  return fields
    .filter(field => field.required || field.options.length > 0)
    .map(field => ({ id: field.key, value: example(field) }))
    .filter(given => given.value !== undefined)
}

/** For a shell: in single quotes, in which a quote ends the text and starts it anew. */
function shell(text: string) {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

export function curl({ url, body }: Sample): string {
  return [
    `curl -sS -X POST ${shell(url)} \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${shell(JSON.stringify(body, null, 2))}`
  ].join('\n')
}

/** JSON is Python but for three words; it is indented, so they stand alone. */
export function python({ url, body }: Sample): string {
  return [
    'import json',
    'import requests',
    '',
    `url = ${JSON.stringify(url)}`,
    `body = json.loads(r"""`,
    JSON.stringify(body, null, 2).replaceAll('"""', '\\u0022\\u0022\\u0022'),
    '""")',
    '',
    'answer = requests.post(url, json=body, timeout=30)',
    'answer.encoding = "utf-8"',
    'print(answer.json())'
  ].join('\n')
}

export function java({ url, body }: Sample): string {
  const json = JSON.stringify(body, null, 2).replaceAll('\\', '\\\\').replaceAll('"""', '\\"""')
  return [
    'import java.net.URI;',
    'import java.net.http.HttpClient;',
    'import java.net.http.HttpRequest;',
    'import java.net.http.HttpResponse;',
    '',
    'public class Call {',
    '    public static void main(String[] arguments) throws Exception {',
    '        String body = """',
    ...json.split('\n').map(line => '                ' + line),
    '                """;',
    `        HttpRequest request = HttpRequest.newBuilder(URI.create(${JSON.stringify(url)}))`,
    '                .header("Content-Type", "application/json")',
    '                .POST(HttpRequest.BodyPublishers.ofString(body))',
    '                .build();',
    '        HttpResponse<String> answer =',
    '                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());',
    '        System.out.println(answer.body());',
    '    }',
    '}'
  ].join('\n')
}

export function javascript({ url, body }: Sample): string {
  return [
    `const answer = await fetch(${JSON.stringify(url)}, {`,
    `  method: 'POST',`,
    `  headers: { 'Content-Type': 'application/json' },`,
    `  body: JSON.stringify(${JSON.stringify(body, null, 2).replaceAll('\n', '\n  ')})`,
    '})',
    'console.log(await answer.json())'
  ].join('\n')
}
