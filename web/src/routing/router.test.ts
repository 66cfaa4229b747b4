import { describe, expect, it, vi } from 'vitest';

vi.stubGlobal('location', { href: 'http://localhost/' });
const { instancePath, parse } = await import('./router.svelte');
const at = (path: string) => parse(new URL(path, 'http://localhost'));

describe('parse', () => {
  it.each([
    ['/', { page: 'fleet' }],
    ['/trades', { page: 'trades', instance: null }],
    ['/trades?bot=a', { page: 'trades', instance: 'a' }],
    ['/analytics/', { page: 'analytics', instance: null }],
    ['/nothing', { page: 'missing' }],
    ['/bots/a/b', { page: 'missing' }],
  ])('parse_%s', (path, route) => expect(at(path)).toEqual(route));
  it('instancePath_strangeName_comesBack', () =>
    expect(at(instancePath('a b/c'))).toEqual({ page: 'instance', id: 'a b/c' }));
});
