import type { ChartOptions, DeepPartial } from 'lightweight-charts';
import type { Palette } from './palette';

export const frameOptions = (colours: Palette): DeepPartial<ChartOptions> => ({
  autoSize: true,
  layout: {
    background: { color: 'transparent' },
    textColor: colours.muted,
    fontFamily: "'Inter Variable', ui-sans-serif, system-ui, sans-serif",
    fontSize: 11,
    // The library's own logo brings an inline style, which the page's security policy refuses; the
    // attribution that its licence asks for stands on the System page.
    attributionLogo: false,
  },
  grid: { vertLines: { visible: false }, horzLines: { color: colours.line } },
  crosshair: {
    vertLine: { color: colours.lineStrong, labelBackgroundColor: colours.muted },
    horzLine: { color: colours.lineStrong, labelBackgroundColor: colours.muted },
  },
  rightPriceScale: { borderVisible: false },
  timeScale: { borderVisible: false, timeVisible: true, secondsVisible: false, rightOffset: 4 },
  // A page scrolls past a chart; the chart is moved by dragging, and zoomed by pinch or ctrl + wheel.
  handleScroll: { mouseWheel: false, vertTouchDrag: false },
  handleScale: { mouseWheel: false },
});
