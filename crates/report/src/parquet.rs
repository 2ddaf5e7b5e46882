//! Rows as Apache Parquet, for data frames.
//!
//! The same table as in CSV, with numbers as they are instead of in six places.

use std::sync::Arc;

use detente_case::model::Case;
use detente_robust::answers::Answers;
use parquet::basic::{LogicalType, Repetition, Type as Physical};
use parquet::column::writer::ColumnWriter;
use parquet::data_type::ByteArray;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::types::Type;

use crate::csv::{Cells, Columns, robust_columns};

/// The packages of a robustness report with their shares of draws, one a row.
///
/// # Errors
///
/// In words, if the format cannot hold the table.
pub fn robust(case: &Case, answers: &Answers) -> std::result::Result<Vec<u8>, String> {
    written(&robust_columns(case, answers)).map_err(|error| error.to_string())
}

fn written(columns: &Columns) -> Result<Vec<u8>> {
    let fields = columns.iter().map(|(name, cells)| field(name, cells)).collect::<Result<Vec<_>>>()?;
    let schema = Type::group_type_builder("rows").with_fields(fields).build()?;
    let properties = WriterProperties::builder().set_created_by("detente".to_owned()).build();
    let mut bytes = Vec::new();
    let mut file = SerializedFileWriter::new(&mut bytes, Arc::new(schema), Arc::new(properties))?;
    let mut rows = file.next_row_group()?;
    for (_, cells) in columns.iter() {
        let Some(mut column) = rows.next_column()? else { break };
        match (column.untyped(), cells) {
            (ColumnWriter::DoubleColumnWriter(writer), Cells::Numbers(numbers)) => {
                writer.write_batch(numbers, None, None)?;
            }
            (ColumnWriter::Int64ColumnWriter(writer), Cells::Counts(counts)) => {
                writer.write_batch(counts, None, None)?;
            }
            (ColumnWriter::ByteArrayColumnWriter(writer), Cells::Texts(texts)) => {
                let texts: Vec<ByteArray> = texts.iter().map(|text| ByteArray::from(text.as_str())).collect();
                writer.write_batch(&texts, None, None)?;
            }
            _ => return Err(ParquetError::General("a column is not of its own type".to_owned())),
        }
        column.close()?;
    }
    rows.close()?;
    file.close()?;
    Ok(bytes)
}

fn field(name: &str, cells: &Cells) -> Result<Arc<Type>> {
    let (physical, logical) = match cells {
        Cells::Numbers(_) => (Physical::DOUBLE, None),
        Cells::Counts(_) => (Physical::INT64, None),
        Cells::Texts(_) => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
    };
    let field = Type::primitive_type_builder(name, physical)
        .with_repetition(Repetition::REQUIRED)
        .with_logical_type(logical);
    Ok(Arc::new(field.build()?))
}

#[cfg(test)]
mod tests {
    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::RowAccessor;

    use super::*;

    #[test]
    fn what_is_written_is_read_back_exactly() {
        let columns = Columns::of([
            ("group".to_owned(), Cells::Counts(vec![1, 2])),
            ("all:error".to_owned(), Cells::Numbers(vec![0.1 + 0.2, 0.0])),
            ("issue".to_owned(), Cells::Texts(vec!["ja".to_owned(), "né".to_owned()])),
        ]);
        let bytes = written(&columns).expect("written");
        assert_eq!(bytes, written(&columns).expect("written"), "the same table, the same bytes");
        let file = SerializedFileReader::new(bytes::Bytes::from(bytes)).expect("a file");
        let names: Vec<_> = file
            .metadata()
            .file_metadata()
            .schema()
            .get_fields()
            .iter()
            .map(|field| field.name().to_owned())
            .collect();
        assert_eq!(names, ["group", "all:error", "issue"]);
        let rows: Vec<_> = file.get_row_iter(None).expect("rows").map(|row| row.expect("a row")).collect();
        let read: Vec<_> = rows
            .iter()
            .map(|row| {
                (
                    row.get_long(0).expect("a count"),
                    row.get_double(1).expect("a number"),
                    row.get_string(2).expect("a text").clone(),
                )
            })
            .collect();
        assert_eq!(read, [(1, 0.1 + 0.2, "ja".to_owned()), (2, 0.0, "né".to_owned())]);
    }
}
