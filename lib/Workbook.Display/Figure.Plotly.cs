using System.Text.Json.Nodes;

namespace Workbook.Display;

/// <content>The same figure in the schema of Plotly.</content>
public sealed partial record Figure
{
    private const string ErrorKey = "error_y";

    /// <summary>Writes the JSON that plotly.js takes, with the members <c>data</c> and <c>layout</c>.</summary>
    /// <remarks>Background and text colours are set, so that the figure is legible on a dark page too.</remarks>
    public string ToPlotlyJson() => new JsonObject
    {
        ["data"] = new JsonArray([.. Traces.Select(PlotlyTrace)]),
        ["layout"] = PlotlyLayout(),
    }.ToJsonString();

    private JsonNode PlotlyTrace(Trace trace, int index)
    {
        var colour = Palette.Series[index];
        var json = new JsonObject
        {
            ["name"] = Markup.Escape(trace.Name),
            ["marker"] = new JsonObject { ["color"] = colour },
        };
        switch (trace)
        {
            case BarTrace bars:
                json["type"] = "bar";
                json["x"] = new JsonArray([.. Categories.Select(category => (JsonNode)category)]);
                json["y"] = NumberArray(bars.Values);
                if (!bars.PlusMinus.IsEmpty) json[ErrorKey] = PlotlyErrors(bars.PlusMinus);
                break;
            case LineTrace line:
                json["type"] = "scatter";
                json["mode"] = line.IsJoined ? "lines+markers" : "markers";
                json["x"] = NumberArray(line.Xs);
                json["y"] = NumberArray(line.Ys);
                if (line.IsJoined) json["line"] = new JsonObject { ["color"] = colour, ["width"] = 2 };
                json["marker"]!["symbol"] = Markers.PlotlyNames[index];
                if (!line.PlusMinus.IsEmpty) json[ErrorKey] = PlotlyErrors(line.PlusMinus);
                break;
            case HistogramTrace histogram:
                // Counted here, so that the bins are those of the static picture and plotly's basic bundle is enough.
                var bins = Bins();
                json["type"] = "bar";
                json["x"] = NumberArray(Enumerable.Range(0, bins.Count).Select(bin => bins.Edge(bin) + bins.Width / 2));
                json["y"] = NumberArray(bins.CountIn(histogram.Values).Select(count => (double)count));
                json["width"] = bins.Width;
                if (Traces.Length > 1) json["opacity"] = 0.6;
                break;
        }

        return json;
    }

    private JsonObject PlotlyLayout()
    {
        var horizontal = PlotlyAxis(Horizontal);
        if (Traces[0] is BarTrace)
        {
            horizontal["type"] = "category";
            horizontal["categoryorder"] = "array";
            horizontal["categoryarray"] = new JsonArray([.. Categories.Select(category => (JsonNode)category)]);
        }

        var levels = Annotations.Where(annotation => annotation.X is null);
        var layout = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Markup.Escape(Title) },
            ["paper_bgcolor"] = Palette.Background,
            ["plot_bgcolor"] = Palette.Background,
            ["font"] = new JsonObject { ["color"] = Palette.Ink, ["family"] = Typography.Sans },
            ["showlegend"] = Traces.Length > 1,
            ["xaxis"] = horizontal,
            ["yaxis"] = PlotlyAxis(Vertical),
            ["shapes"] = new JsonArray([.. levels.Select(PlotlyLevel)]),
            ["annotations"] = new JsonArray([.. Annotations.Select(PlotlyAnnotation)]),
        };
        if (Traces[0] is not LineTrace)
            layout["barmode"] = IsStacked ? "stack" : Traces[0] is HistogramTrace ? "overlay" : "group";
        return layout;
    }

    private static JsonObject PlotlyAxis(Axis axis)
    {
        var json = new JsonObject
        {
            ["title"] = new JsonObject { ["text"] = Markup.Escape(axis.Label) },
            ["gridcolor"] = Palette.Grid,
            ["linecolor"] = Palette.Line,
            ["zerolinecolor"] = Palette.Line,
            ["automargin"] = true,
        };
        if (axis.IsLogarithmic) json["type"] = "log";
        if (axis.From is not null || axis.To is not null)
        {
            // Plotly takes the ends of a logarithmic axis as powers of ten, and null for an end that fits the data.
            json["range"] = new JsonArray(End(axis.From), End(axis.To));
            if (axis.From is null || axis.To is null) json["autorange"] = axis.From is null ? "min" : "max";
        }

        return json;

        JsonNode? End(double? end) => end is { } value ? axis.IsLogarithmic ? Math.Log10(value) : value : null;
    }

    private static JsonNode PlotlyLevel(Annotation level) => new JsonObject
    {
        ["type"] = "line",
        ["xref"] = "paper",
        ["x0"] = 0,
        ["x1"] = 1,
        ["y0"] = level.Y,
        ["y1"] = level.Y,
        ["line"] = new JsonObject { ["color"] = Palette.Muted, ["dash"] = "dash", ["width"] = 1.5 },
    };

    private JsonNode PlotlyAnnotation(Annotation annotation)
    {
        // Shapes take plain values on a logarithmic axis, annotations powers of ten.
        var json = new JsonObject
        {
            ["text"] = Markup.Escape(annotation.Text),
            ["y"] = Vertical.IsLogarithmic ? Math.Log10(annotation.Y) : annotation.Y,
            ["showarrow"] = annotation.X is not null,
        };
        if (annotation.X is { } x)
        {
            json["x"] = Horizontal.IsLogarithmic ? Math.Log10(x) : x;
        }
        else
        {
            json["xref"] = "paper";
            json["x"] = 1;
            json["xanchor"] = "right";
            json["yanchor"] = "bottom";
        }

        return json;
    }

    private static JsonObject PlotlyErrors(IEnumerable<double> plusMinus) =>
        new() { ["type"] = "data", ["array"] = NumberArray(plusMinus) };

    private static JsonArray NumberArray(IEnumerable<double> values) =>
        new([.. values.Select(value => (JsonNode)value)]);
}
