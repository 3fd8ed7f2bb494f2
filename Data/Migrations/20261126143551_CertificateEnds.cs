using Microsoft.EntityFrameworkCore.Migrations;

#nullable disable

namespace TaskHub.Data.Migrations
{
    /// <inheritdoc />
    public partial class CertificateEnds : Migration
    {
        /// <inheritdoc />
        protected override void Up(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.AddColumn<long>(
                name: "CertificateSeenAt",
                table: "Webhooks",
                type: "INTEGER",
                nullable: true);

            migrationBuilder.AddColumn<long>(
                name: "CertificateUntil",
                table: "Webhooks",
                type: "INTEGER",
                nullable: true);
        }

        /// <inheritdoc />
        protected override void Down(MigrationBuilder migrationBuilder)
        {
            migrationBuilder.DropColumn(
                name: "CertificateSeenAt",
                table: "Webhooks");

            migrationBuilder.DropColumn(
                name: "CertificateUntil",
                table: "Webhooks");
        }
    }
}
