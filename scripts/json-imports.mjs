// Module hooks for packages that import JSON without saying so, as bundlers allow and Node does not.
export async function resolve(specifier, context, nextResolve) {
  const resolved = await nextResolve(specifier, context)
  return resolved.url.endsWith('.json') ? { ...resolved, importAttributes: { type: 'json' } } : resolved
}
