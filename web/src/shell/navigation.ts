import Activity from '@lucide/svelte/icons/activity';
import ChartColumn from '@lucide/svelte/icons/chart-column';
import LayoutGrid from '@lucide/svelte/icons/layout-grid';
import ListOrdered from '@lucide/svelte/icons/list-ordered';
import type { Route } from '$/routing/router.svelte';

interface Entry {
  href: string;
  label: string;
  icon: typeof Activity;
  pages: Route['page'][];
}

export const navigation: Entry[] = [
  { href: '/', label: 'Fleet', icon: LayoutGrid, pages: ['fleet'] },
  { href: '/trades', label: 'Trades', icon: ListOrdered, pages: ['trades'] },
  { href: '/analytics', label: 'Analytics', icon: ChartColumn, pages: ['analytics'] },
  { href: '/system', label: 'System', icon: Activity, pages: ['system'] },
];
