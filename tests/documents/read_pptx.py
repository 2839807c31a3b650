"""Prints what python-pptx finds on the slides of a file, as JSON: for each its title, texts, tables, charts and the words that describe them."""

import json
import sys

from pptx import Presentation

slides = []
for slide in Presentation(sys.argv[1]).slides:
    shapes = list(slide.shapes)
    slides.append(
        {
            "layout": slide.slide_layout.name,
            "title": slide.shapes.title.text_frame.text,
            "texts": [shape.text_frame.text for shape in shapes if shape.has_text_frame],
            "tables": [
                [[cell.text for cell in row.cells] for row in shape.table.rows] for shape in shapes if shape.has_table
            ],
            "charts": [
                {series.name: list(series.values) for series in shape.chart.plots[0].series}
                for shape in shapes
                if shape.has_chart
            ],
            "described": [
                shape._element.nvGraphicFramePr.cNvPr.get("descr") for shape in shapes if shape.has_table or shape.has_chart
            ],
        }
    )
print(json.dumps(slides))
